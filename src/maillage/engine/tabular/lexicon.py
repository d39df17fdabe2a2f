"""The words of column names, French and English: for each field, phrases with how surely they mean it.

Sources of vocabulary: the common data schemas of French local authorities (SCDL), the registers of companies
(Sirene), associations (RNA) and health and social establishments (FINESS), data·inclusion, OpenStreetMap
tags, schema.org, GoGoCarto, and what people type. Phrases are separated by « | »; order, accents, capitals,
plurals and stop words do not matter.
"""

from __future__ import annotations

from maillage.engine.tabular.problem import FieldName as F

PARTS = ("street:number", "street:suffix", "street:type", "street:name")
"""Pieces of a street in separate columns, in the order in which they are written."""

PHRASES: dict[str, dict[float, str]] = {
    F.ID: {
        1.0: "id | identifiant | identifier | uid | uuid | guid | gid | fid | objectid | ogc fid | id structure"
        " | identifiant unique | identifiant interne | id lieu | id local | record id | recordid | source id"
        " | global id | globalid | equip uid | feature id | id externe | external id | sourceKey | id fiche"
        " | id source | numero finess | finess | nofinesset | numero uai | uai | identifiant structure",
        0.8: "ref | reference | key | cle | numero ordre | numero fiche | code structure | code interne | index",
        0.7: "numero | code | rang | ligne | n",
    },
    F.NAME: {
        1.0: "nom | name | nom structure | nom organisme | nom organisation | nom association | nom lieu"
        " | nom etablissement | nom entreprise | nom usuel | nom tiers lieu | nom acteur | organization name"
        " | company name | organisation name | nom site | nom equipement | equip nom | nom espace | nom membre"
        " | nom service | nom projet | nom commercial | nom complet | startup name | nom startup | nom public"
        " | place name | nom societe | nom beneficiaire | nom partenaire | nom adherent | nom porteur projet"
        " | denomination | denomination unite legale | nom entite | nom lieu mediation | nom affichage"
        " | display name | denomination structure | titre structure | nom structure accueil | nom point",
        0.9: "structure | organisme | organisation | etablissement | association | entreprise | societe | titre"
        " | title | intitule | libelle | label | denomination usuelle | enseigne | startup | company | acteur"
        " | designation | lieu | equipement | organization | tiers lieu | nom raison sociale | membre | site"
        " | intitule structure | libelle structure | designation structure | nom prenom raison sociale",
        0.75: "raison sociale | nom long | partenaire | adherent | beneficiaire | point accueil | projet"
        " | fablab | espace | lieu accueil | service | business name | libelle long | libelle etablissement"
        " | point mediation | coworking | permanence | project | titre fiche | partner | member",
    },
    F.LEGAL_NAME: {
        1.0: "raison sociale | nom legal | legal name | nom officiel | official name | nom juridique"
        " | denomination sociale | denomination legale | registered name | denomination officielle"
        " | raison sociale organisme | rs | raison sociale longue | rslongue",
        0.8: "denomination unite legale | denomination juridique | denomination | entite juridique",
    },
    F.OTHER_NAMES: {
        1.0: "sigle | acronyme | acronym | alias | autre nom | alternate name | alternative name | alt name"
        " | nom court | titre court | short name | old name | ancien nom | nom abrege | sigle unite legale"
        " | nom usage | autre denomination | autre appellation | alternate names | sigle association"
        " | nom alternatif | aka | also known as | denomination usuelle etablissement | nom usuel court",
        0.8: "enseigne | denomination usuelle | nom commercial | surnom | libelle court | appellation | marque",
    },
    F.KIND: {
        1.0: "type | categorie | typologie | type structure | type lieu | type organisme | category | kind"
        " | type acteur | categorie structure | type etablissement | type organisation | nature structure"
        " | famille | type organization | organization type | amenity | libelle categorie | typologie structure"
        " | libcategetab | equip theme | type equipement | famille acteur | sous type | categorie acteur"
        " | type association | type espace | categorie principale | type entite | type entreprise | genre"
        " | office | categorie lieu | type beneficiaire | main category | type membre | type tiers lieu",
        0.8: "nature | classe | famille ess | type service | dispositif | statut structure | profil | groupe"
        " | sous categorie | type projet | type site | category name | collectif ou entreprise | college"
        " | craft | type porteur",
    },
    F.DESCRIPTION: {
        1.0: "description | presentation | presentation detail | description longue | descriptif | detail"
        " | objet | objet social | presentation detaillee | description detaillee | long description | about"
        " | objet association | description complete | presentation structure | presentation activite"
        " | a propos | presentation longue | description activite | qui sommes nous | details | descriptif long"
        " | description projet | description structure | presentation lieu | overview | description long",
        0.9: "mission | projet associatif | texte | contenu | body | bio | biographie | content | decrire action"
        " | decrire structure | decris action | activite detail | objet statutaire | but | but association",
        0.8: "activite | action | activite proposee | projet | action menee | activite principale description"
        " | offre | programme | actions proposees | missions principales | what we do | notre histoire",
        0.7: "commentaire | observation | remarque | information complementaire | comment | note | notes"
        " | information | precision | divers",
    },
    F.SUMMARY: {
        1.0: "resume | presentation resume | description courte | summary | abstract | accroche | slogan"
        " | tagline | chapo | chapeau | baseline | short description | en bref | presentation courte"
        " | pitch | resume activite | descriptif court | phrase accroche | courte description"
        " | presentation synthetique | description synthetique | excerpt | extrait | intro | introduction"
        " | breve description | elevator pitch | description short | en une phrase | one liner | headline",
        0.6: "activite proposee | objet court",
    },
    F.LEGAL_FORM: {
        1.0: "forme juridique | statut juridique | categorie juridique | nature juridique | legal form"
        " | code juridique | legal status | forme legale | categorie juridique unite legale | statut legal"
        " | libelle forme juridique | code forme juridique | legal type | cj | forme sociale | type juridique"
        " | structure juridique | libelle categorie juridique",
        0.75: "statut | forme",
    },
    F.SIRET: {
        1.0: "siret | numero siret | code siret | siret structure | siret etablissement | ref fr siret"
        " | siret siege | pivot | siret organisme | siretisation | identifiant siret | id siret"
        " | id beneficiaire",
        0.8: "siren siret | siret siren",
    },
    F.SIREN: {
        1.0: "siren | numero siren | code siren | siren structure | siren unite legale | ref fr siren"
        " | siren site | siren entreprise | identifiant siren | siren siege",
        0.7: "pivot | siren siret | rcs | immatriculation",
    },
    F.RNA: {
        1.0: "rna | numero rna | code rna | waldec | numero waldec | identifiant association | id association"
        " | identifiant rna | rna structure | identifiant association unite legale | ref fr rna"
        " | numero association | rna beneficiaire | numero w",
        0.7: "pivot | numero recepisse | id",
    },
    F.VAT: {
        1.0: "tva | numero tva | tva intracommunautaire | vat | vat number | vat id | ref vat | tax id"
        " | code tva | identifiant tva | numero tva intracommunautaire",
    },
    F.NAF: {
        1.0: "naf | code naf | ape | code ape | activite principale | naf ape | ape naf | nace | naics"
        " | code activite | activite principale etablissement | activite principale unite legale | sic code"
        " | code naf ape | nomenclature activite | activity code | nace code | code activite principale",
        0.8: "secteur activite | activite | code nomenclature",
    },
    F.SIZE: {
        1.0: "effectif | nombre salarie | tranche effectif | taille | employees | number employees | etp"
        " | tranche effectif salarie | size | nb salarie | nombre employe | headcount | company size | staff"
        " | effectif salarie | tranche effectif etablissement | tranche effectif unite legale | numero salarie"
        " | nombre etp | taille entreprise | taille structure | nb employe | team size | trancheeffectif",
        0.7: "nombre adherent | nombre membre | nombre benevole | salarie",
    },
}
"""Fields of identity and description; those of place and contact are in ``lexicon_places``."""

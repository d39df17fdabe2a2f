"""The words of column names, continued: places, contacts, time; and words of persons and of geocoders."""

from __future__ import annotations

from maillage.engine.tabular.problem import FieldName as F

PHRASES: dict[str, dict[float, str]] = {
    F.STREET: {
        1.0: "adresse | address | adresse postale | street | rue | street address | adresse 1 | voie | adr"
        " | adresse complete | adresse ligne 1 | address line 1 | adresse structure | adresse lieu | addr full"
        " | adresse siege | adresse geographique | adresse postale structure | adresse physique | adr postale"
        " | adresse numero nom voie | adresse numero voie | numero et voie | numero et nom de la voie | adr 1"
        " | localisation adresse | adresse etablissement | adresse du siege social | adresse siege social"
        " | numero rue | numero et rue | n et rue | numero libelle voie | adresse voie | addr street | ligne 4"
        " | full address | postal address | adresse implantation | adresse accueil | lieu adresse | adrs"
        " | adresse locaux | thoroughfare",
        0.8: "localisation | emplacement | location | coordonnees postales | lieu rendez vous | adresse permanence"
        " | geo adresse | domicile | siege | siege social | lieu dit | localisation structure",
    },
    "street:number": {
        1.0: "numero voie | num voie | numvoie | housenumber | house number | addr housenumber | adr numero"
        " | numero voie etablissement | numero rue | adrs numvoie | street number | no voie | numero de voie"
        " | numero dans la voie",
        0.6: "numero",
    },
    "street:suffix": {
        1.0: "indice repetition | repetition | adrs repetition | bis ter | suffixe | indice repetition"
        " etablissement | rep | btq | adr rep | compvoie | indrep | extension voie | suffixe numero",
    },
    "street:type": {
        1.0: "type voie | typvoie | type de voie | adrs typevoie | type voie etablissement | nature voie"
        " | typevoie | type rue | street type",
    },
    "street:name": {
        1.0: "libelle voie | nom voie | nom de voie | nomvoie | libvoie | adrs libvoie | adr nomvoie"
        " | libelle voie etablissement | nom rue | voie | addr street | street name | lib voie | nom de la rue"
        " | libelle de voie | rue",
    },
    F.COMPLEMENT: {
        1.0: "complement | complement adresse | adresse 2 | address line 2 | complement adresse etablissement"
        " | adresse complementaire | batiment | adrs complement | adresse ligne 2 | complrs | compl adresse"
        " | complement localisation | etage | complement geographique | adresse suite | adr 2 | quartier"
        " batiment | complement lieu | address 2 | distribution speciale | residence batiment | adresse 3"
        " | complement de l adresse | extended address | po box | boite postale | bp",
        0.7: "lieu dit | quartier | acces | adrs distrib | batiment etage | compldistrib | immeuble",
    },
    F.POSTCODE: {
        1.0: "code postal | cp | postcode | postal code | zip | zip code | zipcode | code post | addr postcode"
        " | adr codepostal | codpos | cpostal | cod postal | code postal etablissement | adrs codepostal"
        " | cp structure | codpost | post code | code poste | c postal | adresse code postal",
        0.8: "code postal commune | code postal ville | cp ville | ligne acheminement | cp commune",
    },
    F.CITY: {
        1.0: "commune | ville | city | town | localite | nom commune | nom ville | libelle commune | lib commune"
        " | municipality | addr city | locality | adr commune | address locality | commune implantation"
        " | ville structure | libelle commune etablissement | nomcom | adrs libcommune | nom de la commune"
        " | commune structure | ville siege | village | libcom | commune siege | localite ville | city name"
        " | commune du lieu | ville implantation | bureau distributeur | commune accueil | libgeo | com nom",
        0.8: "territoire commune | commune ou territoire | acheminement | libelle acheminement | place"
        " | lieu commune | commune concernee | municipalite | code postal ville | cp ville | cp commune"
        " | ligne acheminement",
    },
    F.COMMUNE_CODE: {
        1.0: "code insee | insee | code commune | code insee commune | citycode | city code | insee com | codecom"
        " | code commune insee | depcom | com insee | adrs codeinsee | code commune etablissement | codgeo"
        " | ref insee | insee commune | code com | code officiel commune | numero insee | cog | insee code"
        " | code geographique | result citycode | codeinsee | code officiel geographique",
        0.7: "commune",
    },
    F.COUNTRY: {
        1.0: "pays | country | code pays | nom pays | addr country | address country | country code | nation"
        " | libelle pays",
    },
    F.LATITUDE: {
        1.0: "latitude | lat | coord lat | gps lat | lat wgs | latitude wgs | geo lat | coord latitude | equip lat"
        " | point lat | latitude gps | latitude y",
        0.7: "y | coord y | coordonnee y | y wgs | coordy | ycoord | gps y",
    },
    F.LONGITUDE: {
        1.0: "longitude | long | lon | lng | coord long | gps long | lon wgs | long wgs | longitude wgs | geo lon"
        " | geo lng | equip long | coord longitude | point lon | longitude gps | longitude x",
        0.7: "x | coord x | coordonnee x | x wgs | coordx | xcoord | gps x",
    },
    F.X: {
        1.0: "x | coord x | coordonnee x | x lambert | lambert x | x l | easting | abscisse | coordx | x rgf"
        " | coordonnee lambert abscisse | x cc | coord x lambert | xcoord | rgf x | x mercator | point x"
        " | coordonnee lambert abscisse etablissement | xlambert | x epsg",
    },
    F.Y: {
        1.0: "y | coord y | coordonnee y | y lambert | lambert y | y l | northing | ordonnee | coordy | y rgf"
        " | coordonnee lambert ordonnee | y cc | coord y lambert | ycoord | rgf y | y mercator | point y"
        " | coordonnee lambert ordonnee etablissement | ylambert | y epsg",
    },
    F.POINT: {
        1.0: "geo point | point geo | geopoint | coordonnee | coordonnee gps | geom | geometry | wkt | gps"
        " | geolocalisation | coordonnee geographique | lat long | lat lon | latitude longitude | lat lng"
        " | latlng | latlong | the geom | geolocation | point gps | geo shape | coordinates | geo coordinates"
        " | localisation gps | geometrie | geoloc | position gps | coord gps | wgs | xy | geo point 2d | long lat"
        " | geocodage | coord | geometry coordinates | point geographique | coordonnee geo",
        0.7: "position | localisation | location | emplacement | point | geo",
    },
    F.PHONE: {
        1.0: "telephone | tel | phone | numero telephone | telephone fixe | contact phone | num tel | phone number"
        " | contact telephone | tel fixe | telephone structure | equip tel | numero tel | telephone 1 | tel 1"
        " | telephone contact | telephone portable | mobile | portable | standard | tel portable | fixe | tph"
        " | coordonnee telephonique | tel contact | tel structure | telephone public | telephone accueil"
        " | numero appel | contact tel | phone 1 | telephone professionnel | teleph",
        0.6: "contact | coordonnee | joindre",
    },
    F.EMAIL: {
        1.0: "email | mail | courriel | e mail | adresse email | adresse mail | adresse courriel | contact email"
        " | adresse electronique | mel | email contact | courriel structure | contact mail | mail contact"
        " | adresse e mail | adr mail | email address | boite mail | equip email | mail structure | mails"
        " | messagerie | adresse messagerie | adresse de messagerie | courrier electronique | adresse mel",
        0.6: "contact | coordonnee",
    },
    F.WEBSITE: {
        1.0: "site web | site internet | website | url | web | site | adresse web | page web | homepage | siteweb"
        " | adresse site | web site | url site | site officiel | lien site | contact website | equip web"
        " | adresse internet | internet | url site web | www | lien site web | official website | home page"
        " | url structure | adresse site internet | adresse url | page internet",
        0.8: "lien | link | page | permalink | fiche url | lien source | lien fiche | lien externe"
        " | url source | source url",
    },
    F.SOCIAL: {
        1.0: "facebook | twitter | instagram | linkedin | youtube | mastodon | reseau social | reseaux sociaux"
        " | social | same as | page facebook | social media | contact facebook | tiktok | bluesky | social network"
        " | compte twitter | page linkedin | url facebook | lien facebook | peertube | dailymotion | vimeo"
        " | compte instagram | snapchat | discord | telegram | whatsapp | github",
    },
    F.CALENDAR: {
        1.0: "agenda | calendrier | calendar | ical | ics | flux agenda | url agenda | evenement url"
        " | open agenda | openagenda | agenda url | flux ical | events url | caldav",
    },
    F.HOURS: {
        1.0: "horaire | horaire ouverture | opening hours | heure ouverture | jour ouverture | plage ouverture"
        " | hours | jour et horaire | open hours | horaire accueil | opening times | horaire permanence"
        " | jour horaire ouverture | horaire public | heure | horaire structure | equip ouverture"
        " | opening hours specification | schedule | business hours | permanence horaire | amplitude horaire"
        " | jour et heure ouverture | periode ouverture horaire | horaire d accueil du public",
        0.75: "ouverture | permanence | jour | disponibilite | periode ouverture | acces horaire | creneau",
    },
    F.FOUNDED: {
        1.0: "date creation | annee creation | date fondation | founded | founding date | date immatriculation"
        " | start date | date ouverture | creation | date creation structure | date creat | year founded"
        " | date creation unite legale | date creation etablissement | fondation | date debut | annee fondation"
        " | date naissance structure | dateouv | annee ouverture | founded on | inception | annee"
        " | date declaration initiale | date debut activite | founded date | established | date lancement",
        0.6: "created | created at | date decla | date publi | date parution",
    },
    F.CLOSED: {
        1.0: "date fermeture | date dissolution | date cessation | closed | dissolution date | end date | date fin"
        " | date disso | date radiation | closing date | annee fermeture | date cloture | closed on | fermeture"
        " | fin activite | date fin activite | cessation | dissolution",
    },
    F.UPDATED_AT: {
        1.0: "date maj | date mise jour | maj | mise jour | derniere maj | derniere mise jour | updated at | updated"
        " | last update | modified | date modification | derniere modification | date modified | last modified"
        " | date derniere modification | date derniere maj | last edited | edit date maj | maj time | update date"
        " | date actualisation | modified at | modification date | edit datemaj | date dernier traitement"
        " | date dernier traitement etablissement | last updated | actualise le | timestamp | date verification"
        " | last modified date | date donnee | mis a jour le | changed",
        0.7: "horodateur | horodatage | date saisie | created at | date | date releve | date collecte | date fiche",
    },
    F.PARENT: {
        1.0: "structure parente | structure porteuse | gestionnaire | organisme gestionnaire | maison mere | parent"
        " | parent organization | operator | operateur | structure rattachement | organisme rattachement"
        " | federation | affiliation | tutelle | structure mere | porteur | porteur projet | organisme porteur"
        " | structure gestionnaire | collectivite rattachement | collectivite gestionnaire | rattachement"
        " | employeur | reseau rattachement | structure employeuse | organisme responsable | parent company"
        " | structure responsable | groupe appartenance | association gestionnaire | structure juridique porteuse"
        " | entite rattachement | organisme tutelle | organisme parent | proprietaire | parent id | id parent"
        " | structure support | structure pilote | maitre ouvrage",
        0.75: "reseau | collectivite | groupement | federation reseau | groupe | exploitant | pilote | owner",
    },
    F.SKILLS: {
        1.0: "service | competence | tag | mot cle | thematique | domaine | domaine activite | keyword | skill"
        " | services proposes | expertise | prestation | specialite | domaine intervention | theme | specialty"
        " | secteur activite | savoir faire | etiquette | services offerts | champ intervention | activites"
        " | knows about | domaine competence | offre service | services rendus | categories | thematiques"
        " | secteur | filiere | besoins | sujet | theme action | services numeriques | tags",
        0.8: "activite | activite proposee | accompagnement propose | action | formation proposee | equipement"
        " | domaines accompagnement | type accompagnement | prestations proposees | discipline | pratique"
        " | label thematique | materiel | service propose",
    },
}
"""Fields of place, contact and time, and the pieces of a street."""

DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday"
"""A column named after a day holds hours of that day."""

PERSONS = (
    "prenom referent referente responsable dirigeant dirigeante interlocuteur interlocutrice president presidente"
    " directeur directrice gerant gerante correspondant correspondante representant representante civilite"
    " firstname lastname surname animateur animatrice benevole tresorier tresoriere secretaire elu elue patronyme"
    " coordinateur coordinatrice coordonnateur coordonnatrice mediateur mediatrice fondateur fondatrice founder"
    " manager ceo administrateur administratrice signataire personne person fullname givenname mandataire"
    " conseiller conseillere agent demandeur formateur formatrice chef declarant contactname"
)
"""A column that names one of these is about a person, unless it says whose organisation it is."""

PERSON_PHRASES = (
    "nom contact | contact nom | contact name | nom famille | nom naissance | first name | last name | given name"
    " | family name | nom prenom | date naissance | lieu naissance | nom usage personne | contact prenom"
    " | prenom contact | name contact | birth date | family name | nom complet contact | identite contact"
    " | nom unite legale | sexe unite legale | nom usage unite legale | pseudonyme unite legale | sexe"
)
"""Phrases that name a person by themselves."""

GEOCODED = "result geocode geocodage geocoder addok ban"
"""Words with which geocoders begin the columns they add."""

GEOCODED_FIELDS = (F.STREET, F.POSTCODE, F.CITY, F.COMMUNE_CODE, F.LATITUDE, F.LONGITUDE, F.X, F.Y, F.POINT)
"""What a geocoder's column may be used for when the person wrote none."""

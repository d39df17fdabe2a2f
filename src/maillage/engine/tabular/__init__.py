"""Any file of organisations → fields, without any hand-written mapping: a pure engine.

``open_table`` reads the file whatever its shape; ``guess_columns`` says what each column is;
``guess_coordinates`` brings places to WGS 84; the ``read_…`` functions read one cell; ``check`` is an
independent referee. See ``docs/engines/tabular.md``.
"""

from maillage.engine.tabular.check import check
from maillage.engine.tabular.codes import PROBLEMS, REASONS, REFUSALS, REMARKS
from maillage.engine.tabular.contacts import read_email, read_phone, read_phones, read_url, read_urls
from maillage.engine.tabular.coordinates import CoordinateGuess, Position, guess_coordinates
from maillage.engine.tabular.dates import read_date
from maillage.engine.tabular.departments import Box
from maillage.engine.tabular.guess import guess_columns
from maillage.engine.tabular.identifiers import read_naf, read_rna, read_siren, read_siret, read_vat
from maillage.engine.tabular.numbers import read_number
from maillage.engine.tabular.opening import open_table
from maillage.engine.tabular.places import Address, read_city, read_commune_code, read_postcode, split_address
from maillage.engine.tabular.problem import (
    DEFAULT,
    FieldName,
    Guess,
    Limits,
    Reading,
    Remark,
    Row,
    TableRefused,
)
from maillage.engine.tabular.result import ColumnGuess, GuessedColumn, Reason
from maillage.engine.tabular.systems import System
from maillage.engine.tabular.table import Table
from maillage.engine.tabular.value import Value, is_blank

__all__ = [
    "DEFAULT",
    "PROBLEMS",
    "REASONS",
    "REFUSALS",
    "REMARKS",
    "Address",
    "Box",
    "ColumnGuess",
    "CoordinateGuess",
    "FieldName",
    "Guess",
    "GuessedColumn",
    "Limits",
    "Position",
    "Reading",
    "Reason",
    "Remark",
    "Row",
    "System",
    "Table",
    "TableRefused",
    "Value",
    "check",
    "guess_columns",
    "guess_coordinates",
    "is_blank",
    "open_table",
    "read_city",
    "read_commune_code",
    "read_date",
    "read_email",
    "read_naf",
    "read_number",
    "read_phone",
    "read_phones",
    "read_postcode",
    "read_rna",
    "read_siren",
    "read_siret",
    "read_url",
    "read_urls",
    "read_vat",
    "split_address",
]

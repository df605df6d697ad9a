"""Tables to take along, as CSV and as a spreadsheet. Until disclosure control exists every figure is marked *not for publication*."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from mooring.statistics.tables import Table

RISKY = ("=", "+", "-", "@", "\t", "\r")


def mark() -> str:
    """The mark that every figure carries."""
    return _("Not for publication")


def as_csv(table: Table, about: Sequence[tuple[str, str]], marked: str) -> str:
    """One line a cell, with the mark and what the figures are in each line, so that no line can be taken out of its place."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    head = [str(table.down.title), str(table.across.title), _("People"), _("Share, per cent"), _("Mark")]
    lines.writerow([_safe(name) for name in [*head, *(name for name, _value in about)]])
    for row, column, number, share in cells(table):
        figures = ["" if number is None else str(number), "" if share is None else f"{share:.1f}"]
        lines.writerow([_safe(row), _safe(column), *figures, marked, *(_safe(value) for _name, value in about)])
    return written.getvalue()


def as_xlsx(table: Table, about: Sequence[tuple[str, str]], marked: str) -> bytes:
    """The table as it stands on the page, and under it what the figures are."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, warning = book.add_format({"bold": True}), book.add_format({"bold": True, "font_color": "#a8201a"})
        figure = book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet(_("Table")[:31])
        sheet.set_header(f"&C&B{marked.upper()}")
        sheet.write_string(0, 0, marked.upper(), warning)
        columns = [str(table.down.title), *(one.label for one in table.columns), _("All"), _("Mark")]
        for place, name in enumerate(columns):
            sheet.write_string(2, place, name, bold)
        lines = [(row.category.label, [*row.cells, row.total]) for row in table.rows]
        for line, (name, row_cells) in enumerate(lines, start=3):
            sheet.write_string(line, 0, name)
            for place, cell in enumerate(row_cells, start=1):
                if cell.number is not None:
                    sheet.write_number(line, place, cell.number, figure)
            sheet.write_string(line, len(columns) - 1, marked, warning)
        last = 3 + len(lines)
        sheet.write_string(last, 0, _("All"), bold)
        for place, cell in enumerate(table.totals, start=1):
            if cell.number is not None:
                sheet.write_number(last, place, cell.number, figure)
        sheet.write_number(last, len(columns) - 2, table.total, figure)
        sheet.write_string(last, len(columns) - 1, marked, warning)
        for line, (name, value) in enumerate(about, start=last + 2):
            sheet.write_string(line, 0, name, bold)
            sheet.write_string(line, 1, value)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(columns) - 1, 16)
        sheet.freeze_panes(3, 1)
    return written.getvalue()


def cells(table: Table) -> Iterator[tuple[str, str, int | None, float | None]]:
    """All cells in the order of the page, the totals under *All*."""
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield row.category.label, column.label, cell.number, cell.share
        yield row.category.label, _("All"), row.total.number, row.total.share
    for column, cell in zip(table.columns, table.totals, strict=True):
        yield _("All"), column.label, cell.number, cell.share
    yield _("All"), _("All"), table.total, None


def _safe(words: str) -> str:
    """Words that a spreadsheet might take for a formula get an apostrophe before them."""
    return f"'{words}" if words.startswith(RISKY) else words

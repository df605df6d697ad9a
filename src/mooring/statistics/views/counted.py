"""Tables over counted cells: what others have published, with its source, its licence, and by which date it counts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mooring.statistics import published
from mooring.statistics.forms import PublishedForm
from mooring.statistics.published import PublishedSource
from mooring.statistics.views.answers import About, chart, download, looked, page, shown


def counted(request: HttpRequest) -> HttpResponse:
    """The table over the published cells of one source."""
    sources = published.sources()
    if not sources:
        return page(request, "statistics/counted.html", {"sources": []})
    form = PublishedForm(request.GET, sources)
    context = {"form": form, "sources": sources, "source": form.chosen}
    if not form.is_valid():
        return page(request, "statistics/counted.html", context, right=False)
    table = published.table(form.question())
    looked(request, "statistics.look", table.total)
    return page(request, "statistics/counted.html", {**context, **shown(table, form), "mark": _mark(form.chosen)})


def counted_chart(request: HttpRequest) -> HttpResponse:
    """The chart of the same table."""
    table = published.table(_valid(request).question())
    looked(request, "statistics.look", table.total)
    return chart(table)


def counted_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same table to take along, with its source in every line."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    form = _valid(request)
    table = published.table(form.question())
    looked(request, "statistics.export", table.total)
    source = form.chosen
    about: About = [
        (_("Counts"), _("Published cells: %(of)s") % {"of": source.counts}),
        (_("By"), source.by_date),
        (_("Source"), f"{source.publisher}: {source.title}"),
        (_("Rights"), ", ".join(filter(None, (source.rights, source.licence)))),
        (_("Fingerprint of the file"), source.fingerprint),
    ]
    return download(table, kind, about, f"published-cells-{source.key}", _mark(source))


def _mark(source: PublishedSource) -> str:
    """What stands beside every figure: it is public already, and by whom."""
    return _("Published by %(publisher)s") % {"publisher": source.publisher}


def _valid(request: HttpRequest) -> PublishedForm:
    sources = published.sources()
    if not sources:
        raise Http404
    form = PublishedForm(request.GET, sources)
    if not form.is_valid():
        raise Http404
    return form

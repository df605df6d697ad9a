"""Django's `migrate`, in a tenth of the time: a model that changes is drawn anew alone, and not with every model that is related to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def drawn_alone() -> Iterator[None]:
    """While this lasts, a new model, or one with a new index or constraint, is drawn without its relations.

    Django draws anew all models that are related to a changed one, and theirs. Here nearly every model knows the officer who
    recorded it, so that each step of a migration drew nearly all of them. The tables do not depend on it: a test compares them.
    """
    add_model, reload_model = ProjectState.add_model, ProjectState.reload_model

    def added(state: ProjectState, model: ModelState) -> None:
        key = model.app_label, model.name_lower
        state.models[key] = model
        if state._relations is not None:  # type: ignore[attr-defined]
            state.resolve_model_relations(key)
        if "apps" in vars(state):
            state.apps.render_multiple([model])

    def drawn(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        # Django delays where no relation changed: an index, a constraint, a plain field.
        if "apps" in vars(state) and delay:
            state._reload({(app_label, model_name)})  # type: ignore[attr-defined]
        else:
            reload_model(state, app_label, model_name, delay)

    setattr(ProjectState, "add_model", added)  # noqa: B010
    setattr(ProjectState, "reload_model", drawn)  # noqa: B010
    try:
        yield
    finally:
        setattr(ProjectState, "add_model", add_model)  # noqa: B010
        setattr(ProjectState, "reload_model", reload_model)  # noqa: B010


class Command(migrate.Command):
    """Bring the tables up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        with drawn_alone():
            super().handle(*args, **options)

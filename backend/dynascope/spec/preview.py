"""What can be asked of the catalog: the drawing of a member with parameters of one's own."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import Field, ValidationError

from dynascope.catalog.families import DESCRIBED
from dynascope.catalog.member import Member
from dynascope.catalog.preview import Setting
from dynascope.errors import FieldError, InvalidRequest
from dynascope.spec.errors import field_errors, shown
from dynascope.spec.plain import Plain
from dynascope.spec.run import Part


class PreviewRequest(Part):
    """The body of `POST /catalog/preview`: a family, one of its members as a spec writes it, and a setting."""

    family: Annotated[str, Field(max_length=200, description="A family of the catalog.")]
    member: Annotated[Plain, Field(description="A name, or an object with the name and parameters.")]
    setting: Setting = Setting()


def parse_preview(body: Any) -> tuple[str, Member, Setting]:
    """Family, member and setting of a body already read from JSON. Raises `InvalidRequest`."""
    try:
        request = PreviewRequest.model_validate(body)
    except ValidationError as error:
        raise InvalidRequest(field_errors(error.errors(include_url=False), model=PreviewRequest)) from error
    family = _one_of("family", request.family, tuple(DESCRIBED))
    member: Any = request.member
    given = cast("dict[str, Any]", member) if isinstance(member, dict) else {"name": member}
    name = _one_of("member.name", given.get("name"), DESCRIBED[family].names)
    model = DESCRIBED[family].entry(name).model
    try:
        return family, model.model_validate(given), request.setting
    except ValidationError as error:
        raise InvalidRequest(field_errors(error.errors(include_url=False), "member", model)) from error


def _one_of(path: str, value: Any, allowed: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in allowed:
        return value
    message = f"{path}: there is no {shown(value)}; allowed: {', '.join(allowed)}"
    raise InvalidRequest([FieldError(path, "unknown_name", message, {"value": shown(value), "allowed": list(allowed)})])

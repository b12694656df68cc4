"""What every table of the configuration file is made of: its base, and the types of single values."""

from datetime import time, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from bot.config.names import exact_address, full_handle, hashtag, host_name, site_address, x_name, zone_name
from bot.config.units import (
    DURATION_WANTED,
    SIZE_WANTED,
    TIME_WANTED,
    USD_WANTED,
    duration,
    size,
    usd,
    wall_time,
    written_duration,
    written_size,
    written_time,
    written_usd,
)


def _text(description: str) -> WithJsonSchema:
    """Return the schema of a value that the file holds as text with a unit."""
    return WithJsonSchema({"type": "string", "description": description})


Duration = Annotated[timedelta, BeforeValidator(duration), PlainSerializer(written_duration), _text(DURATION_WANTED)]
Size = Annotated[int, BeforeValidator(size), PlainSerializer(written_size), _text(SIZE_WANTED)]
WallTime = Annotated[time, BeforeValidator(wall_time), PlainSerializer(written_time), _text(TIME_WANTED)]
Usd = Annotated[
    int,
    BeforeValidator(usd),
    PlainSerializer(written_usd, return_type=float),
    WithJsonSchema({"type": "number", "minimum": 0, "description": USD_WANTED}),
]
"""In millionths."""
XName = Annotated[str, BeforeValidator(x_name)]
PerCent = Annotated[int, Field(ge=0, le=100)]
Zone = Annotated[str, BeforeValidator(zone_name)]
Tag = Annotated[str, BeforeValidator(hashtag)]
Handle = Annotated[str, BeforeValidator(full_handle)]
Host = Annotated[str, BeforeValidator(host_name)]
Address = Annotated[str, BeforeValidator(site_address)]
ExactAddress = Annotated[str, BeforeValidator(exact_address)]
"""Of somebody else's, kept to the letter."""
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Text = Annotated[str, Field(min_length=1)]
LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Section(BaseModel):
    """A table of the file; keys that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)

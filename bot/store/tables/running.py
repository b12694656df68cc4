"""What keeps the house going: notices, leases, bills."""

from datetime import datetime

from sqlalchemy import Column, Date, Named, String, Table, TypedColumns

from bot.store.tables.schema import Number, metadata
from bot.store.types import UtcDateTime


class NoticeColumns(TypedColumns):
    """What `status` tells until it is over."""

    subject = Column(String, primary_key=True)
    kind = Column(String, primary_key=True)
    text: Named[str]
    since: Named[datetime] = Column(UtcDateTime)


notices = Table("notices", metadata, NoticeColumns)


class LeaseColumns(TypedColumns):
    """Who may do what only one process may do."""

    name = Column(String, primary_key=True)
    holder: Named[str]
    until: Named[datetime] = Column(UtcDateTime)


leases = Table("leases", metadata, LeaseColumns)


class MeterColumns(TypedColumns):
    """What networks that bill were paid, summed; a day is one of UTC."""

    network = Column(String, primary_key=True)
    day = Column(Date, primary_key=True)
    use = Column(String, primary_key=True)
    call = Column(String, primary_key=True)
    course = Column(String, primary_key=True)
    units: Named[int]
    cost: Named[int] = Column(Number)
    """In millionths of a US dollar."""


meter = Table("meter", metadata, MeterColumns)


class MeterResourceColumns(TypedColumns):
    """What was paid for on the latest day: nothing is billed twice a day."""

    network = Column(String, primary_key=True)
    day = Column(Date, primary_key=True)
    call = Column(String, primary_key=True)
    resource = Column(String, primary_key=True)
    """The id of a post or a person."""


meter_resources = Table("meter_resources", metadata, MeterResourceColumns)

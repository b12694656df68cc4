"""What networks that bill were paid: sums that stay, and the day's resources, which do not."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, and_, select
from typing_extensions import override

from bot.ports import Meter
from bot.store.statements import Row, insert, insert_missing, is_one_of
from bot.store.tables import meter, meter_resources
from curation.budget import Call, Charge, MicroUsd, Use


class SqlMeter(Meter):
    """Two tables: what was paid, and what for on the latest day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def unbilled(self, network: str, day: date, call: Call, resources: Collection[str], /) -> frozenset[str]:
        kept = meter_resources.c
        of_the_day = and_(kept.network == network, kept.day == day, kept.call == call.value)
        among = is_one_of(self._connection, kept.resource, sorted(resources))
        billed = self._connection.execute(select(kept.resource).where(of_the_day, among)).scalars()
        return frozenset(resources) - frozenset(billed)

    @override
    def bill(self, network: str, charge: Charge, resources: Collection[str], /) -> None:
        key = {"network": network, "day": charge.day, **_kinds_of(charge)}
        paid = meter.c
        row = and_(*(meter.c[name] == value for name, value in key.items()))
        more = {"units": paid.units + charge.units, "cost": paid.cost + charge.cost}
        if not self._connection.execute(meter.update().where(row).values(more)).rowcount:
            insert(self._connection, meter, [{**key, "units": charge.units, "cost": charge.cost}])
        self._note(network, charge, resources)

    def _note(self, network: str, charge: Charge, resources: Collection[str]) -> None:
        """Note what was paid for; people's ids are kept no longer than they are used."""
        self.forget(charge.day)
        notes: list[Row] = [
            {"network": network, "day": charge.day, "call": charge.call.value, "resource": each}
            for each in sorted(resources)
        ]
        insert_missing(self._connection, meter_resources, notes)

    @override
    def charges(self, network: str, first: date, until: date, /) -> tuple[Charge, ...]:
        paid = meter.c
        wanted = select(meter).where(paid.network == network, paid.day >= first, paid.day < until)
        rows = self._connection.execute(wanted.order_by(paid.day, paid.use, paid.call, paid.course))
        return tuple(
            Charge(
                day=row.day,
                use=Use(row.use),
                call=Call(row.call),
                course=row.course,
                units=row.units,
                cost=MicroUsd(row.cost),
            )
            for row in rows
        )

    @override
    def forget(self, before: date, /) -> None:
        self._connection.execute(meter_resources.delete().where(meter_resources.c.day < before))


def _kinds_of(charge: Charge) -> dict[str, str]:
    return {"use": charge.use.value, "call": charge.call.value, "course": charge.course}

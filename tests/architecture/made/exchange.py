from __future__ import annotations

from typing import Any

from dongne.outreach.exchange.public import apply_run, take_in
from dongne.outreach.exchange.services.persons import apply_persons, take_persons_in
from tests.cast import NOW

from . import Made

TABLE = "팀명,성명,직급\n행정팀,새사람,주무관\n"


def make(things: Any) -> Made:
    lead = things.cast.viewer(things.cast.own.lead)

    def sent(text: str) -> Any:
        dong = things.cast.own.dong
        return take_in(lead, dong_id=dong.pk, name="명단.csv", data=text.encode(), now=NOW)

    def listed(text: str) -> Any:
        dong = things.cast.own.dong
        return take_persons_in(lead, dong_id=dong.pk, name="주민.csv", data=text.encode(), now=NOW)

    people = listed("성명,전화\n김일,010-0000-0001\n김이,010-0000-0\n")
    there = apply_persons(lead, run_id=listed("성명,전화\n김삼,010-0000-0003\n").pk, now=NOW)
    waiting = sent(TABLE)
    applied = apply_run(lead, run_id=sent(TABLE.replace("새사람", "온사람")).pk, now=NOW)
    return Made(
        always={"run_id": waiting.pk, "number": 2, "list_id": people.pk, "line": 3},
        states={"applied": {"run_id": applied.pk}, "persons_in": {"list_id": there.pk}},
        bodies={
            "persons_line": {"choice": "leave"},
            "persons_apply": {"leave_out": "on"},
            "import_row": {"row-2-name": "새사람"},
            "export": {"form": "jsonl", "reason": "점검"},
            "import_read": {"kind": "officers", "sheet": "0", "header_row": "1"},
        },
    )

from pathlib import Path

from actions.storage.content.files import ContentWrong, parse, read
from actions.storage.content.journey_entries import JourneyFile
from actions.storage.content.journey_problems import problems_of
from actions.verification.journey import (
    ConsentItem,
    Journey,
    KeptByLaw,
    Method,
    OtherBank,
    OtherWay,
    PlannedStep,
    ReportNumber,
    Retention,
    Rule,
)


def load_journey(path: Path) -> Journey:
    file = read(path)
    entry = parse(file, JourneyFile)
    if problems := problems_of(file, entry):
        raise ContentWrong(problems)
    return _journey(entry)


def _journey(entry: JourneyFile) -> Journey:
    days = entry.retention_days
    return Journey(
        id=entry.id,
        country=entry.country,
        reviewed_by=entry.reviewed_by,
        reviewed_on=entry.reviewed_on,
        minutes=(entry.minutes.min, entry.minutes.max),
        age=entry.age,
        calendar=entry.calendar,
        time_zone=entry.time_zone,
        retention=Retention(**dict(days)),
        kept_by_law=tuple(KeptByLaw(one.item, one.law, one.days or days.relationship) for one in entry.kept_by_law),
        failures=entry.failures,
        decide=entry.decide,
        eyes=entry.eyes,
        alternatives=tuple(OtherWay(**dict(way)) for way in entry.alternatives),
        methods=tuple(Method(**dict(method)) for method in entry.methods),
        rule=Rule(**dict(entry.rule)) if entry.rule else None,
        banks=tuple(OtherBank(**dict(bank)) for bank in entry.banks),
        report_numbers=tuple(ReportNumber(**dict(each)) for each in entry.report_numbers),
        consents=tuple(ConsentItem(**dict(each)) for each in entry.consents),
        steps=tuple(PlannedStep(**dict(step)) for step in entry.steps),
    )

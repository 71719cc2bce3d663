"""The relationships of the tiny county: under each type, `starts > end` and their properties.

A code without digits of its own territory is the county's own, V1 to V6 are its villages, and days are of 2020.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from graphmodel.schema import REL

TERRITORY = "990101"


def day(text: str) -> date:
    """A date of 2020, from month and day."""
    return date.fromisoformat(f"2020-{text}")


def own(code: str) -> str:
    """The county's own code as a key."""
    return f"{TERRITORY}/{code}"


VILLAGES = {f"V{n}": f"{TERRITORY}{town}{place:03}" for n, (town, place) in
            enumerate(((101, 1), (101, 2), (101, 3), (102, 1), (102, 2), (102, 3)), start=1)}
V1, V2, V3, V4, V5, V6 = VILLAGES.values()

LINKS = """
PART_OF
  County:990101 County:990102 > County:990100
  Township:990101101 Township:990101102 Township:990101400 > County:990101
  Area:A1 Village:V1 Village:V2 Village:V3 > Township:990101101
  Area:A2 Area:A3 Village:V4 Village:V5 Village:V6 > Township:990101102
  Grid:E1 Post:P9 > Village:V1
  Grid:E2 > Village:V4
  Grid:W1 > Village:V2
  Grid:E1-1 Grid:E1-2 Post:P8 > Grid:E1
  Grid:E1-1-1 Grid:E1-1-2 Post:P6 > Grid:E1-1
  Branch:B1 Branch:B2 > Branch:B0
  Branch:B4 > Branch:B1
  Branch:I2 > Branch:I1
  Shift:S1 Shift:S2 Shift:S3 Shift:S4 Shift:S5 Shift:S7 Post:P1 Post:P2 Post:P3 Post:P4 > ServiceCentre:C1
  Shift:S6 Post:P5 > ServiceCentre:C2
  Post:P7 > Grid:E1-1-1
  Post:P10 > Grid:E1-2
IN_AREA
  Village:V1 Village:V2 Village:V3 ServiceCentre:C1 Team:T1 > Area:A1
  Village:V4 Village:V5 ServiceCentre:C2 > Area:A2
LOCATED_IN
  Branch:B0 > Township:990101101
  Branch:B1 Branch:D1 Cooperative:K1 Unit:U1 Team:T7 Project:L1 > Village:V1
  Branch:B2 Cooperative:K4 Project:L2 > Village:V2
  Branch:B3 Cooperative:K2 Enterprise:Q1 > Village:V4
  Branch:J1 Branch:J2 Enterprise:Q2 Enterprise:Q3 Enterprise:Q4 FeeRecord:FE1 > County:990101
  Team:T2 Team:T6 Matter:W1 Matter:W2 FeeRecord:FE2 Unit:U2 > Grid:E1
  Team:T8 FeeRecord:FE3 FeeRecord:FE4 > Grid:E2
  ServiceCentre:C3 > Village:V6
LIVES_IN
  Household:H1 Household:H2 Household:H6 > Village:V1
  Household:H3 Member:M8 > Village:V2
  Household:H4 Member:M5 > Village:V4
  Household:H5 > Village:V5
  Household:H7 > Grid:E1-1-1
  Member:M1 > Household:H6
MEMBER_OF
  Member:M1 Member:M3 > Branch:B1 role=本级
  Member:M2 > Branch:B1 role=本级 since=01-01
  Member:M4 Member:M5 > Branch:B3 role=本级
  Member:M6 > Branch:B4 role=本级
  Member:M7 > Branch:I2 role=本级
  Member:M8 > Branch:B2 role=本级 since=01-01 until=06-01
  Member:M2 Member:M4 Member:M10 > Branch:J1 role=联合
  Member:M4 > Branch:J2 role=联合 since=01-01 until=06-01
  Member:M7 > Enterprise:Q2 role=就职
  Member:M9 > Enterprise:Q3 role=就职
  Member:M3 > Team:T4 role=队员
  Village:V1 Village:V2 Household:H1 Household:H2 > Cooperative:K1 role=入社
  Village:V1 Village:V4 > Cooperative:K2 role=入社
  Village:V3 > Cooperative:K1 role=入社 since=01-01 until=06-01
  Cooperative:K1 Cooperative:K2 > Cooperative:K3 role=入社
LEADS
  Village:V1 > Village:V2 since=01-01
  Village:V2 > Village:V1
  Village:V1 > Village:V4 since=01-01
  Village:V1 > Village:V3 since=01-01 until=06-01
  Village:V4 > Village:V5 since=01-01 until=06-01
PAIRED_WITH
  Member:M1 > Household:H1 programme=帮学 since=01-01
  Member:M1 > Household:H1 programme=带富 since=02-01 hives=2
  Member:M1 > Household:H2 programme=帮学
  Member:M2 Member:M5 > Household:H2 programme=包户
  Member:M2 > Household:H3 programme=帮学 since=01-01 until=06-01
  Member:M1 > Household:H6 programme=党员联户
  Member:M10 > Household:H3 programme=带富 hives=4
  Team:T1 > Unit:U3 programme=智囊结对
  Village:V1 > Village:V5 programme=结对共建
JOINT_BUILDING
  Enterprise:Q1 > Village:V4 form=龙头带动 agreement=true
  Enterprise:Q1 > Village:V5 form=龙头带动 agreement=false
  Enterprise:Q1 > Village:V6 form=园区辐射
  Unit:U1 > Village:V4 form=组织联建 agreement=true
  Enterprise:Q1 > Village:V1 form=龙头带动 agreement=true since=01-01 until=06-01
SERVES
  ServiceCentre:C1 > Village:V2 form=辖区
  ServiceCentre:C2 > Village:V5 form=辖区 minutes=12.0
  ServiceCentre:C2 > Village:V5 form=志愿服务 minutes=14.0
  Member:M8 > Enterprise:Q3 form=党建指导员 since=01-01 until=06-01
  Team:T4 > Grid:E1 form=志愿服务
  Post:P6 > Grid:E1-2
COVERS
  Branch:I2 > Enterprise:Q2 form=单独组建
  Branch:J1 > Cooperative:K1 form=联合组建
HOLDS_POST
  Member:M1 > Post:P1
  Member:M2 > Post:P2 since=01-01
  Member:M2 > Post:P3 since=01-01
  Member:M3 > Post:P4
  Member:M6 > Post:P6
  Member:M7 > Post:P7 since=01-01 until=06-01
  Member:M8 > Post:P8
  Member:M9 > Post:P9
SEATED_ON
  Member:M1 > Branch:D1 role=书记
  Member:M9 > Branch:D1 role=兼职委员 letter=07-01
  Member:M10 > Branch:D1 role=兼职委员
  Branch:B1 > Team:T2 role=社区党组织
  Team:T7 > Team:T2 role=居委会
  Team:T6 > Team:T2 role=业委会
  Enterprise:Q5 > Team:T2 role=物业企业
  Member:M12 > Team:T2 role=业主代表
  Branch:B3 > Team:T8 role=社区党组织
  Unit:U2 > Branch:J1 role=委员
REPRESENTS
  Member:M9 > Unit:U1
  Member:M12 > Grid:E1
COMMITS_TO
  Member:M1 > Commitment:O1
  Member:M1 > Commitment:O2
  Member:M2 > Commitment:O3
  Member:M3 > Commitment:O4
  Member:M5 > Commitment:O7
  Unit:U1 > Commitment:O6
  Team:T4 > Commitment:O8
WORKS_ON
  Branch:J1 > SpecialTask:Y1 role=牵头
  Village:V1 Village:V2 > Project:L3 role=参与
RESOLVED
  Team:T4 > Matter:W1
PUT_TO
  Matter:W4 Matter:W5 > Branch:D1
  Matter:W6 > Event:EV4
  Matter:W3 > Team:T2
HELD_AT
  Event:EV1 > Village:V1
  Event:EV2 > Village:V2
  Event:EV3 > Township:990101400
  Event:EV4 Event:EV5 > Branch:D1
  Event:EV6 > Team:T2
REACHED
  Event:EV1 Event:EV2 > Township:990101101
  Event:EV3 > Township:990101400
ORGANISED
  Team:T3 > Event:EV1
  Team:T3 > Event:EV2
  Team:T3 > Event:EV3
AWARDED
  Branch:B1 Branch:B3 > Honour:HN1
  Village:V1 > Honour:HN2
  Village:V2 > Honour:HN3
  Township:990101101 > Honour:HN4
CONCERNS
  Measure:Z1 Measure:Z2 Visit:N1 > Household:H2
  Measure:Z3 Visit:N3 Visit:N4 > Household:H3
  Measure:Z4 Visit:N2 > Household:H1
  Rating:R1 Rating:R4 > Member:M1
  Rating:R2 > Member:M2
  Rating:R3 > Household:H6
DONE_BY
  Visit:N1 Measure:Z1 > Member:M2
  Visit:N2 > Member:M1
  Visit:N3 > Member:M10
SCORED
  Rating:R1 > Criterion:G1 points=38.0 grounds=参加党课
  Rating:R1 > Criterion:G2 points=25.0
  Rating:R2 > Criterion:G1 grounds=待核
ON_DUTY
  Member:M3 > Shift:S1
  Member:M3 > Shift:S2
  Member:M3 > Shift:S3
  Village:V2 > Shift:S5
  Member:M3 > Shift:S7
OFFERS
  ServiceCentre:C1 ServiceCentre:C2 > ServiceItem:F1
  ServiceCentre:C1 > ServiceItem:F2
"""


def relationships() -> list[tuple[str, str, str, dict[str, Any]]]:
    """Every relationship: type, start and end as `Type:key`, properties."""
    found: list[tuple[str, str, str, dict[str, Any]]] = []
    type = ""
    for line in LINKS.strip().splitlines():
        if not line.startswith(" "):
            type = line
            continue
        starts, _, rest = line.partition(" > ")
        end, *given = rest.split()
        values = {name: value(type, name, text) for name, text in (one.split("=") for one in given)}
        found += [(type, key(start), key(end), values) for start in starts.split()]
    return found


def key(short: str) -> str:
    """The `Type:key` of a short one."""
    label, code = short.split(":")
    return f"{label}:{VILLAGES.get(code, code if code.startswith('9901') else own(code))}"


def value(type: str, name: str, text: str) -> Any:
    """A property in the type that the model gives it."""
    kind = next(prop.type for prop in REL[type].props if prop.name == name)
    return day(text) if kind is date else text == "true" if kind is bool else kind(text)

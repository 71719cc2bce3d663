"""Ways to count a figure from a sample's rows alone: each gives, or is, a function of a Facts."""
from collections import Counter, defaultdict
from datetime import date

from samples.ground import ebike_minutes

DAY = date(2020, 9, 30)


def number_of(label, **wanted):
    """How many nodes of a type are as wanted."""
    return lambda rows: len(rows.keys(label, **wanted))


def total(label, prop, **wanted):
    """The sum of a property over the nodes of a type that are as wanted."""
    return lambda rows: rows.total(label, prop, **wanted)


def kinds(label, prop="kind", of=None, **wanted):
    """How many values a property has on the nodes of a type that are as wanted; only those listed, where there is a list."""
    def found(rows):
        values = {rows.nodes[label][key].get(prop) for key in rows.keys(label, **wanted)} - {None}
        return len(values & of if of else values)
    return found


def levels(top):
    """How many tiers hang from organisations of this kind, they included."""
    def found(rows):
        above = dict(rows.of("PART_OF", "Branch", "Branch"))
        depths = set()
        for branch in rows.nodes["Branch"]:
            depth = 1
            while branch in above:
                branch, depth = above[branch], depth + 1
            depths |= {depth} if rows.nodes["Branch"][branch].get("kind") == top else set()
        return len(depths)
    return found


def one_value(values):
    """The one value that all have; None where they differ or there is none."""
    return next(iter(values)) if len(set(values)) == 1 else None


def holders(kind):
    """Who holds honours of a kind, each once at each level."""
    def found(rows):
        honours = rows.nodes["Honour"]
        return len({(honours[h].get("level"), x) for x, h in rows.of("AWARDED") if honours[h]["kind"] == kind})
    return found


def hives_each(rows):
    given = defaultdict(list)
    for (type, start, end, _), props in rows.rels:
        if type == "PAIRED_WITH" and end[0] == "Household" and props.get("hives"):
            given[start].append((end, props["hives"]))
    return one_value([sum(hives for _, hives in each) / len({h for h, _ in each}) for each in given.values()])


def income_each(rows):
    bees = [row for row in rows.nodes["Project"].values() if row["kind"] == "养蜂"]
    return round(10000 * sum(row["amount"] for row in bees) / sum(row["quantity"] for row in bees), 2) if bees else None


def building_days(rows):
    return max(((row["done"] - row["start"]).days for row in rows.nodes["Project"].values() if row["kind"] == "商业中心"), default=None)


def in_areas(kind=None):
    """How many villages lie in areas of a kind, or of any."""
    def found(rows):
        area = rows.nodes["Area"]
        return len({(area[a]["kind"], v) for v, a in rows.of("IN_AREA", "Village") if kind in (None, area[a]["kind"])})
    return found


def built_with(form):
    return lambda rows: len({v for _, v in rows.of("JOINT_BUILDING", end="Village", form=form)})


def leading(side):
    return lambda rows: len({pair[side] for pair in rows.of("LEADS", "Village", "Village")})


def cadres(rows):
    posts, sent = rows.nodes["Post"], Counter()
    at = {p: c for p, c in rows.of("PART_OF", "Post", "ServiceCentre") if posts[p]["kind"] == "下沉干部"}
    for post in (p for _, p in rows.of("HOLDS_POST") if p in at):
        sent[at[post]] += 1
    return one_value([sent[c] for c in rows.keys("ServiceCentre", kind="片区中心")])


def within_minutes(rows):
    centres = [(c["lat"], c["lon"]) for c in rows.nodes["ServiceCentre"].values() if "lat" in c]
    villages = [(v["lat"], v["lon"]) for v in rows.nodes["Village"].values() if "lat" in v]
    return round(100 * sum(min(round(ebike_minutes(v, c), 1) for c in centres) <= 15 for v in villages) / len(villages), 2)


def park_villages(rows):
    parks = set(rows.keys("Project", kind="联建产业园"))
    return len({pair for pair in rows.of("WORKS_ON", "Village", "Project") if pair[1] in parks})


def joined_industries(rows):
    return len({(union, rows.nodes["Cooperative"][k].get("industry")) for k, union in rows.of("MEMBER_OF", "Cooperative", "Cooperative")})


def tour(rows):
    """The talks held by the day, with their dates."""
    return {key: row["date"] for key, row in rows.nodes["Event"].items() if row["kind"] == "宣讲演出" and row["date"] <= DAY}


def toured(farms):
    """How many townships, or farms outside them, the tour reached."""
    def found(rows):
        stops, above = tour(rows), dict(rows.of("PART_OF", "Village", "Township"))
        places = {p for type in ("REACHED", "HELD_AT") for event, p in rows.of(type) if event in stops}
        return len({p for p in places if p in rows.nodes["Village"] and p not in above} if farms
                   else {above.get(p, p) for p in places if p in above or p in rows.nodes["Township"]})
    return found


def planned_year(rows):
    teams = {key for key, row in rows.nodes["Team"].items() if row.get("year_plan")}
    return len({(t, e) for t, e in rows.of("ORGANISED") if t in teams and rows.nodes["Event"][e]["date"].year == 2020})


def joint(prop=None, **wanted):
    """How many joint organisations are as wanted, or how many values of a property they have."""
    def found(rows):
        some = [rows.nodes["Branch"][key] for key in rows.keys("Branch", **wanted) if "联合" in rows.nodes["Branch"][key]["kind"]]
        return len({row.get(prop) for row in some}) if prop else len(some)
    return found


def registered(prop=None, **wanted):
    """Registered households that are as wanted, or the sum of a property over them."""
    return lambda rows: (rows.total("Household", prop, registered=True, **wanted) if prop
                         else len(rows.keys("Household", registered=True, **wanted)))


def incidence(rows):
    home, above = dict(rows.of("LIVES_IN", "Household", "Village")), dict(rows.of("PART_OF", "Village", "Township"))
    counted = {above[home[h]] for h in rows.keys("Household", registered=True)}
    return round(100 * registered("size", state="未脱贫")(rows) / sum(rows.nodes["Township"][t]["rural_population"] for t in counted), 2)


def paired(side, programme):
    return lambda rows: len({pair[side] for pair in rows.of("PAIRED_WITH", "Member", "Household", programme=programme)})


def promised(side):
    return lambda rows: len({pair[side] for pair in rows.of("COMMITS_TO", "Member")})


def solved(rows):
    return sum(row["raised"] <= DAY for row in rows.nodes["Matter"].values() if row["state"] == "已解决")


def parties(rows):
    return len({props["role"] for (type, *_), props in rows.rels if type == "SEATED_ON"} & {"社区党组织", "居委会", "业委会", "物业企业"})


def settled(payer, *estates):
    """Per cent of the households due that have settled, of a payer group, in these estates or everywhere."""
    def found(rows):
        place = dict(rows.of("LOCATED_IN", "FeeRecord", "Grid"))
        some = [row for key, row in rows.nodes["FeeRecord"].items() if row["payer"] == payer and row["year"] == 2020
                and (not estates or (key in place and rows.nodes["Grid"][place[key]]["name"] in estates))]
        return round(100 * sum(row["paid_households"] for row in some) / sum(row["due_households"] for row in some), 2) if some else None
    return found


def of_kinds(label, *some):
    return lambda rows: sum(row.get("kind") in some for row in rows.nodes[label].values())

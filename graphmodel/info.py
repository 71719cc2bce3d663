"""What a store is and holds, in numbers."""
from __future__ import annotations

from typing import Any

from graphmodel.digest import digest
from graphmodel.engine import Engine
from graphmodel.imports import holds_samples
from graphmodel.schema import NODE, REL


def counts(engine: Engine) -> dict[str, int]:
    """How many there are of each type, those without any left out, in the order of the schema."""
    asked = [f"MATCH (n:`{label}`) RETURN '{label}' AS type, count(n) AS n" for label in NODE]
    asked += [f"MATCH ()-[r:`{type}`]->() RETURN '{type}' AS type, count(r) AS n" for type in REL]
    found = {row["type"]: row["n"] for row in engine.rows(" UNION ALL ".join(asked))}
    return {name: found[name] for name in (*NODE, *REL) if found.get(name)}


def info(engine: Engine) -> dict[str, Any]:
    """Engine, version, nodes, relationships, counts by type, digest, and whether it holds samples."""
    by_type = counts(engine)
    return {"engine": engine.name, "version": engine.version, "nodes": sum(n for name, n in by_type.items() if name in NODE),
            "relationships": sum(n for name, n in by_type.items() if name in REL), "counts": by_type, "digest": digest(engine),
            "samples": holds_samples(engine.imports())}

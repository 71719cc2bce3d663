"""Relationships: which may join what, how a workbook gives them, and which of them say where a thing lies."""

from graphmodel.acting import (
    AWARDED,
    COMMITS_TO,
    HELD_AT,
    HOLDS_POST,
    ORGANISED,
    PUT_TO,
    REACHED,
    REPRESENTS,
    RESOLVED,
    SEATED_ON,
    WORKS_ON,
)
from graphmodel.belonging import IN_AREA, LIVES_IN, LOCATED_IN, MEMBER_OF, PART_OF
from graphmodel.joining import COVERS, JOINT_BUILDING, LEADS, PAIRED_WITH, SERVES
from graphmodel.recording import CONCERNS, DONE_BY, OFFERS, ON_DUTY, SCORED

RELS = (
    PART_OF,
    IN_AREA,
    LOCATED_IN,
    LIVES_IN,
    MEMBER_OF,
    LEADS,
    PAIRED_WITH,
    JOINT_BUILDING,
    SERVES,
    COVERS,
    HOLDS_POST,
    SEATED_ON,
    REPRESENTS,
    COMMITS_TO,
    WORKS_ON,
    RESOLVED,
    PUT_TO,
    HELD_AT,
    REACHED,
    ORGANISED,
    AWARDED,
    CONCERNS,
    DONE_BY,
    SCORED,
    ON_DUTY,
    OFFERS,
)

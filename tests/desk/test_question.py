"""A question and its address are the same thing, and no address does harm."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outputs.desk.problems import Problem
from outputs.desk.query.listings import LISTINGS
from outputs.desk.query.question import RESERVED, Question, operators, parse
from outputs.desk.query.view import question_words, toggled

FIGURES = LISTINGS["figures"]


def asked(address: str, name: str = "figures") -> Question:
    return parse(LISTINGS[name], parse_qsl(address, keep_blank_values=True))


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("", "/figures"),
        ("kind=money&kind=percent", "/figures?kind=money&kind=percent"),
        ("sort=-issued&page=1&per=50", "/figures"),
        ("page=2&measure.has=+工会+&q=&scope=", "/figures?measure.has=%E5%B7%A5%E4%BC%9A&page=2"),
        ("low.min=10&low.min=20", "/figures?low.min=20"),
        ("columns=text,measure&columns=low", "/figures?columns=text%2Cmeasure%2Clow"),
        ("scope.none=1&issued=2011&issued=2012-03", "/figures?issued=2011&issued=2012-03&scope.none=1"),
        ("kind=money&kind=money", "/figures?kind=money"),
    ],
)
def test_an_address_has_one_form(address: str, canonical: str) -> None:
    assert asked(address).address() == canonical
    assert asked(urlsplit(canonical).query).address() == canonical


@pytest.mark.parametrize(
    "address",
    [
        "nope=1", "kind=gold", "kind.has=money", "approx=2", "low=many", "low.min=1e9", "issued=gestern", "issued=2011-13", "issued=2011-06-31x", "sort=nope", "columns=text,nope",
        "page=0", "page=x", "page=501", "per=7", "scope.none=0", "id.none=1", "measure=" + "长" * 201, "measure=%00", "low.min=9999999999999999999", "kind.=money", "page=²",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_what_can(address: str) -> None:
    with pytest.raises(Problem) as caught:
        asked(address)
    assert (caught.value.status, caught.value.code) == (422, "address-invalid")
    assert caught.value.remedy.startswith("可用：")


def test_a_search_where_there_is_none() -> None:
    with pytest.raises(Problem):
        asked("q=工会", "checks")


@pytest.mark.parametrize("name", LISTINGS)
def test_listings_name_columns_of_the_contract(name: str) -> None:
    listing = LISTINGS[name]
    named = [*listing.shown, *listing.facets, *listing.free, listing.order.removeprefix("-"), *listing.within, *listing.sought]
    assert [n for n in named if n not in listing.columns] == []
    assert set(RESERVED).isdisjoint(listing.columns)


@given(st.lists(st.tuples(st.sampled_from([*FIGURES.columns, *(f"{c}.{o}" for c in FIGURES.columns for o in ("has", "min", "max", "none")), *RESERVED]), st.text(max_size=30))))
@settings(max_examples=100, deadline=None)
def test_any_address_is_a_question_or_refused(parameters: list[tuple[str, str]]) -> None:
    try:
        question = parse(FIGURES, parameters)
    except Problem:
        return
    assert parse(FIGURES, question.parameters()) == question
    assert question_words(question)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_choosing_twice_is_choosing_nothing(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([c for c in FIGURES.columns.values() if c.labels]))
    value = data.draw(st.sampled_from(list(column.labels)))
    question = asked("kind=money&modality=target")
    once = toggled(question, column.name, value)
    assert set(toggled(once, column.name, value).filters) == set(question.filters)
    assert (value in once.values(column.name)) != (value in question.values(column.name))


def test_what_can_be_asked_of_a_column() -> None:
    assert operators(FIGURES.columns["kind"]) == ("",)
    assert operators(FIGURES.columns["scope"]) == ("", "has", "none")
    assert operators(FIGURES.columns["low"]) == ("", "min", "max", "none")
    assert operators(FIGURES.columns["approx"]) == ("",)

"""Saved and shared queries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from outputs.desk import saved
from outputs.desk.deps import StoreDep, UserDep, page, redirect

router = APIRouter()


@router.get("/saved")
def listed(request: Request, store: StoreDep, user: UserDep) -> Response:
    return page(request, "saved.html", own=saved.own(store, user.name), shared=saved.shared(store, user.name))


@router.post("/saved")
def keep(
    request: Request, store: StoreDep, user: UserDep, name: Annotated[str, Form(max_length=saved.LONGEST_NAME)],
    address: Annotated[str, Form(max_length=saved.LONGEST_ADDRESS)], shared: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    saved.keep(store, user.name, name, address, shared)
    return redirect(request, address, f"已存为“{' '.join(name.split())}”")


@router.post("/saved/drop")
def drop(request: Request, store: StoreDep, user: UserDep, name: Annotated[str, Form(max_length=saved.LONGEST_NAME)]) -> Response:
    saved.drop(store, user.name, name)
    return redirect(request, "/saved", f"已删去“{name}”")

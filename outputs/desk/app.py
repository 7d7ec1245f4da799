"""The application: pages, web API, static files, all behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from anyio import to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.responses import PlainTextResponse
from fastapi_offline import FastAPIOffline
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from outputs import correcting
from outputs.desk import problems
from outputs.desk.access.guard import TokenGiven, exchange, guard
from outputs.desk.access.signing import limiter
from outputs.desk.deps import FOLDER, Desk, page
from outputs.desk.headers import Headers
from outputs.desk.registry import modules
from outputs.desk.settings import Settings
from outputs.sqlite import READERS


class Assets(StaticFiles):
    """Files whose address changes with their content may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if b"v=" in scope["query_string"] else "public, max-age=3600"
        return response


def create_app(settings: Settings) -> FastAPI:
    """The desk over a store. Raises :class:`outputs.errors.StoreError` where store or users cannot be opened."""
    desk = Desk.open(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = READERS  # more at once would only wait for a connection
        if correcting.behind(desk.store):  # the desk ended before they were followed
            desk.settling.ask(0)
        yield
        desk.store.close()

    app: FastAPI = FastAPIOffline(
        docs_url=None, redoc_url=None, title="勾稽 Gouji", version=version("gouji"), description=DESCRIPTION, openapi_url="/api/openapi.json",
        dependencies=[Depends(guard)], lifespan=lifespan,
    )  # fmt: skip
    app.state.desk, app.state.limiter = desk, limiter()
    problems.install(app)
    app.add_exception_handler(TokenGiven, exchange)
    app.add_middleware(Headers, secure=settings.access.secure)
    app.mount("/static", Assets(directory=FOLDER / "static"), name="static")
    for module in modules("outputs.desk.api"):
        app.include_router(module.router, prefix="/api")
    for module in modules("outputs.desk.pages"):
        app.include_router(module.router, include_in_schema=False)
    app.add_api_route("/docs", _docs, include_in_schema=False)
    app.add_api_route("/healthz", _health, include_in_schema=False)
    return app


DESCRIPTION = """\
一切页面所做的事，程序也可以做。地址（`/flags/{fingerprint}` 等）与编号长期不变。

本机使用时，请求带上 `Authorization: Bearer <启动时给出的口令>`；多人使用时先 `POST /api/session` 登录，此后带上 cookie，改动数据的请求另带
`X-CSRF-Token`（登录时给出）。出错时返回 `application/problem+json`，其中 `code` 不变，可据以判断。
"""


def _docs(request: Request) -> Response:
    """The API's documentation, with the scripts that ship in fastapi-offline."""
    return page(request, "docs.html")


async def _health() -> PlainTextResponse:
    return PlainTextResponse("ok")

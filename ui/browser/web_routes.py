"""The few addresses beside gradio's own: files a learner hands in or takes along, each only for the learner whose it is."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from studyground.errors import InputError, StudygroundError
from studyground.ui.browser.background_jobs import Jobs
from studyground.ui.browser.bank_exchange import MOST_BYTES, bring_in, taken_along
from studyground.ui.browser.conversations import Conversation, as_markdown
from studyground.ui.browser.gateway import Gateway
from studyground.ui.browser.uploads import keep_upload
from studyground.ui.browser.visits import Visit, Visits, conversations_of


def add_routes(app: Any, visits: Visits, gateway: Gateway, jobs: Jobs) -> None:
    """Add them to the web app, before gradio is mounted.

    Args:
        app: A FastAPI app.
        visits: Where collections are found.
        gateway: Knows whose cookies a request has.
        jobs: Where the checking of questions brought in goes on.
    """

    def visit_of(request: Request) -> Visit:
        learner = gateway.learner(request.cookies)
        collection = visits.shelves.collection(learner, request.query_params.get("collection", ""))
        return Visit(learner, visits.shelves, collection, Conversation())

    def conversation(request: Request) -> Response:
        learner = gateway.learner(request.cookies)
        wanted = request.path_params["name"]
        for collection in visits.shelves.collections(learner):
            found = conversations_of(learner, collection).read(wanted)
            if found.answers:
                return _download(as_markdown(found.answers).encode(), f"conversation-{wanted}.md", "text/markdown")
        raise InputError("There is no such conversation.")

    def bank(request: Request) -> Response:
        return _download(*taken_along(visit_of(request), request.path_params["form"]))

    async def upload(request: Request) -> Response:
        try:
            visit = visit_of(request)
            most = visits.shelves.settings.max_file_mb
            await keep_upload(
                visit.learner, visit.collection, request.query_params.get("name", ""), request.stream(), most
            )
        except StudygroundError as error:
            return JSONResponse({"problem": str(error)})
        return JSONResponse({"problem": ""})

    async def questions(request: Request) -> Response:
        try:
            visit, data = visit_of(request), bytearray()
            async for chunk in request.stream():
                data += chunk
                if len(data) > MOST_BYTES:
                    raise InputError(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
            await run_in_threadpool(bring_in, visit, jobs, request.query_params.get("name", ""), bytes(data))
        except StudygroundError as error:
            return JSONResponse({"problem": str(error)})
        return JSONResponse({"problem": ""})

    app.add_route("/studyground/conversation/{name}.md", _in_thread(conversation), methods=["GET"])
    app.add_route("/studyground/bank/{form}", _in_thread(bank), methods=["GET"])
    app.add_route("/studyground/files", upload, methods=["POST"])
    app.add_route("/studyground/questions", questions, methods=["POST"])


def _in_thread(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
    async def route(request: Request) -> Response:
        try:
            return await run_in_threadpool(answer, request)
        except StudygroundError as error:
            return PlainTextResponse(str(error), 404)

    return route


def _download(data: bytes, name: str, kind: str) -> Response:
    """A file to be saved, never shown by the browser."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type=kind, headers=headers)

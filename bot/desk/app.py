"""The desk's addresses, and what each of them answers.

Every act is a form that works without a script; after it the browser is sent back to where it was. What a person may
not do, or what somebody else did first, is said on the page they were on.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.desk.doors import SESSION_FOR, Doors
from bot.desk.forms import Form, Unusable, day_in
from bot.desk.guards import Guard
from bot.desk.pages import Notice, Pages, Way
from bot.desk.places import anchor_of
from bot.desk.views import PlaceView
from bot.errors import NotAccepted, StoreError
from bot.log import warning
from bot.ports import Pass, Role
from bot.ports.reviews import Act, CourseAct, Overtaken, Reviewing
from bot.render.templates import Templates
from curation.errors import CurationError
from curation.model import EventKind
from curation.urls import site_of

_COOKIE = "welearned_desk"
_SEE_OTHER = 303
_TOPICS = "topics"
"""The place of the topics on the page."""
_QUICK = frozenset(
    {EventKind.PIN, EventKind.DROP, EventKind.HOLD, EventKind.APPROVE, EventKind.ADMIT, EventKind.REFUSE}
)
"""Acts that are one button."""
_WORDS = (
    EventKind.TITLE,
    EventKind.SHORT_TITLE,
    EventKind.NOTE,
    EventKind.CONTENT_WARNING,
    EventKind.CREDIT,
    EventKind.TOPIC,
)
_OF_PAGES = frozenset({EventKind.MERGE, EventKind.SPLIT})
_OF_COURSES = _OF_PAGES | {EventKind.NEVER, EventKind.ALLOW}
_ISSUE_WORDS = (EventKind.QUESTION, EventKind.ORGANISER_NOTE, EventKind.WEEK, EventKind.MINUTES)
_FILES = {
    "desk.css": ("desk/desk.css", "text/css"),
    "desk.js": ("desk/desk.js", "text/javascript"),
    "htmx.js": ("desk/htmx.js", "text/javascript"),
    "icon.svg": ("blog/icon.svg", "image/svg+xml"),
}
"""What browsers load beside the pages: where it is among the templates, and what it is."""

_Handler = Callable[["_Visit"], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the application is made of."""

    doors: Doors
    courses: Mapping[str, Reviewing]
    templates: Templates
    hosts: Collection[str]
    """Under which the desk may be asked."""
    secure: bool = False
    """Whether browsers reach it by https only: behind a proxy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One request of somebody who is in."""

    request: Request
    form: Form
    who: Pass
    course: Reviewing
    day: date

    @property
    def back(self) -> str:
        """Where the browser goes after an act: the day, at the page acted on."""
        place = f"#{anchor_of(self.form.page)}" if self.form.page else ""
        return f"{path_of(self.course, self.day)}{place}"


def application(desk: Desk) -> ASGIApp:
    """Return the desk as an application, guarded."""
    rooms = _Rooms(desk, Pages(desk.templates))
    routes = [
        Route("/", rooms.first, methods=["GET"]),
        Route("/login/{token}", rooms.login, methods=["GET", "POST"]),
        Route("/login/{token}/{course}/{day}/", rooms.login, methods=["GET", "POST"]),
        Route("/leave", rooms.leave, methods=["POST"]),
        Route("/static/{name}", rooms.static, methods=["GET"]),
        Route("/{course}/{day}/", rooms.in_session(rooms.day), methods=["GET"]),
        Route("/{course}/{day}/proofs/", rooms.in_session(rooms.proofs), methods=["GET"]),
        *(each for name, act in rooms.acts.items() for each in _routes_of(f"/{{course}}/{{day}}/{name}", rooms, act)),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={StoreError: _later}), desk.hosts)


async def _later(_request: Request, _error: Exception) -> Response:
    """Say that nothing was done, and that it may be done in a while."""
    warning("desk.store_failed")
    text = "The database does not answer. Nothing was changed; go back and try again.\n"
    return PlainTextResponse(text, status_code=503)


def _routes_of(path: str, rooms: "_Rooms", act: _Handler) -> tuple[Route, Route]:
    """Return what does *act* at *path*, and what leads to the day from there: a browser may load its answer again."""
    return Route(path, rooms.in_session(act), methods=["POST"]), Route(path, rooms.in_session(rooms.again))


def path_of(course: Reviewing, day: date) -> str:
    """Return the address of a day on the desk."""
    return f"/{quote(course.course.slug)}/{day.isoformat()}/"


@dataclass(frozen=True, slots=True)
class _Rooms:
    desk: Desk
    pages: Pages

    @property
    def acts(self) -> Mapping[str, _Handler]:
        """What each form does, by the last part of its address."""
        return {
            "act": self.act,
            "block": self.block,
            "words": self.words,
            "issue": self.issue,
            "learn": self.learn,
            "release": self.release,
            "add": self.add,
            "settle": self.settle,
            "undo": self.undo,
        }

    def in_session(self, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
        """Return *handler* for people who are in, with the course, the day and the form already read."""

        async def answer(request: Request) -> Response:
            who = await run_in_threadpool(self.desk.doors.session, request.cookies.get(_COOKIE, ""))
            if who is None:
                return HTMLResponse(self.pages.outside(self._language), status_code=401)
            course = self.desk.courses.get(request.path_params["course"])
            day = day_in(request.path_params["day"])
            if course is None or day is None:
                return PlainTextResponse("There is no such day.\n", status_code=404)
            try:
                form = await Form.of(request) if request.method == "POST" else Form({})
                visit = _Visit(request=request, form=form, who=who, course=course, day=day)
                return await run_in_threadpool(self._handled, handler, visit)
            except Unusable:
                return PlainTextResponse("This is no form of the desk's.\n", status_code=400)

        return answer

    def _handled(self, handler: _Handler, visit: _Visit) -> Response:
        try:
            return handler(visit)
        except (NotAccepted, CurationError) as error:
            return self._day(visit, problem=self.pages.why_not(visit.course.course, error), status=422)

    async def first(self, request: Request) -> Response:
        """Lead to the day that is open; whoever is outside is told how to come in."""
        who = await run_in_threadpool(self.desk.doors.session, request.cookies.get(_COOKIE, ""))
        if who is None:
            return HTMLResponse(self.pages.outside(self._language), status_code=401)
        course = next(iter(self.desk.courses.values()))
        return RedirectResponse(path_of(course, course.today()), status_code=303)

    async def login(self, request: Request) -> Response:
        """Ask whether to come in, so that a machine that only looks at links uses none up; then let in."""
        asks_password = self.desk.doors.password is not None
        if request.method == "GET":
            return HTMLResponse(self.pages.login(self._language, asks_password=asks_password))
        try:
            form = await Form.of(request)
        except Unusable:
            return PlainTextResponse("This is no form of the desk's.\n", status_code=400)
        token = request.path_params["token"]
        entered = await run_in_threadpool(self.desk.doors.enter, token, form.text("password"))
        if entered is None:
            page = self.pages.login(self._language, asks_password=asks_password, refused=True)
            return HTMLResponse(page, status_code=403)
        response = RedirectResponse(self._destination(request), status_code=303)
        self._keep(response, entered.token)
        return response

    def _destination(self, request: Request) -> str:
        """Return where the link leads: to the day it names, where that is one of ours."""
        course = self.desk.courses.get(request.path_params.get("course", ""))
        day = day_in(request.path_params.get("day", ""))
        return "/" if course is None or day is None else path_of(course, day)

    async def leave(self, request: Request) -> Response:
        """End the session."""
        await run_in_threadpool(self.desk.doors.leave, request.cookies.get(_COOKIE, ""))
        response = RedirectResponse("/", status_code=303)
        response.delete_cookie(_COOKIE)
        return response

    async def static(self, request: Request) -> Response:
        """Send a file of ours."""
        name = request.path_params["name"]
        if name not in _FILES:
            return PlainTextResponse("There is no such file.\n", status_code=404)
        file, kind = _FILES[name]
        return Response(self.desk.templates.file(file), media_type=kind)

    def day(self, visit: _Visit) -> Response:
        """Show the day."""
        return self._day(visit)

    def again(self, visit: _Visit) -> Response:
        """Lead to the day."""
        return RedirectResponse(visit.back, status_code=303)

    def proofs(self, visit: _Visit) -> Response:
        """Show what would be sent, word for word."""
        course, day = visit.course, visit.day
        return HTMLResponse(self.pages.proofs(course.review(day), course.proofs(day), visit.who, self._way(course)))

    def act(self, visit: _Visit) -> Response:
        """Do what one button says."""
        kind = visit.form.kind()
        if kind not in _QUICK or not visit.form.page:
            raise Unusable
        return self._written(visit, [self._act(visit, kind, visit.form.text("value"))])

    def block(self, visit: _Visit) -> Response:
        """Refuse what came by the form, and keep its whole site out of the course."""
        if not visit.form.page:
            raise Unusable
        site = f"site {site_of(visit.form.page)}"
        answer = self._written(visit, [self._act(visit, EventKind.REFUSE, visit.form.text("value"))])
        if answer.status_code == _SEE_OTHER:
            visit.course.settle(CourseAct(kind=EventKind.NEVER, who=visit.who.who, value=site))
        return answer

    def words(self, visit: _Visit) -> Response:
        """Write down those words about a page that were changed."""
        if not visit.form.page:
            raise Unusable
        was = visit.form.fields
        changed = [kind for kind in _WORDS if kind in was and was[kind] != was.get(f"was_{kind.value}", "")]
        return self._written(visit, [self._act(visit, kind, was[kind]) for kind in changed])

    def issue(self, visit: _Visit) -> Response:
        """Write down those words about the whole issue that were changed."""
        was = visit.form.fields
        changed = [kind for kind in _ISSUE_WORDS if kind in was and was[kind] != was.get(f"was_{kind.value}", "")]
        return self._written(visit, [self._of_issue(visit, kind, was[kind]) for kind in changed])

    def release(self, visit: _Visit) -> Response:
        """Let the issue go out, stop it, or take it back when it has just gone out."""
        if visit.who.role is not Role.OWNER:
            return self._day(visit, problem=self.pages.owners_only(visit.course.course), status=403)
        take_back = {"stop": visit.course.stop, "undo": visit.course.undo_sending}.get(visit.form.text("what"))
        if take_back is not None:
            take_back(visit.day, visit.who.who)
            return RedirectResponse(visit.back, status_code=303)
        return self._written(visit, [self._of_issue(visit, EventKind.APPROVE, visit.form.looked)])

    def add(self, visit: _Visit) -> Response:
        """Make a page a candidate that nobody shared."""
        form = visit.form
        page = visit.course.add(visit.day, form.text("url"), visit.who.who, note=form.text("note"))
        return RedirectResponse(f"{path_of(visit.course, visit.day)}#{anchor_of(page)}", status_code=303)

    def settle(self, visit: _Visit) -> Response:
        """Write down what holds for the whole course: that two pages are one or two, or what is never shown."""
        kind, form = visit.form.kind(), visit.form
        value = form.text("value") if kind in _OF_PAGES else f"{form.text('what')} {form.text('value')}"
        if kind not in _OF_COURSES:
            raise Unusable
        visit.course.settle(CourseAct(kind=kind, who=visit.who.who, value=value, page=form.page or None))
        return RedirectResponse(visit.back, status_code=303)

    def learn(self, visit: _Visit) -> Response:
        """Let the course learn its topics from what people filed."""
        visit.course.learn(visit.who.who)
        return RedirectResponse(f"{visit.back}#{_TOPICS}", status_code=303)

    def undo(self, visit: _Visit) -> Response:
        """Take back what the person did last."""
        return self._written(visit, [self._of_issue(visit, EventKind.UNDO)])

    def _act(self, visit: _Visit, kind: EventKind, value: str) -> Act:
        return Act(day=visit.day, kind=kind, who=visit.who.who, page=visit.form.page, value=value, seen=visit.form.seen)

    def _of_issue(self, visit: _Visit, kind: EventKind, value: str = "") -> Act:
        return Act(day=visit.day, kind=kind, who=visit.who.who, value=value, seen=visit.form.seen)

    def _written(self, visit: _Visit, acts: list[Act]) -> Response:
        overtaken = visit.course.act(*acts)
        if overtaken is not None:
            return self._day(visit, overtaken=overtaken, status=409)
        return RedirectResponse(visit.back, status_code=303)

    def _day(
        self, visit: _Visit, *, problem: str = "", overtaken: Overtaken | None = None, status: int = 200
    ) -> Response:
        find = visit.request.query_params.get("find", "")[:100]
        review = visit.course.review(visit.day, find=find)
        notice = Notice(problem=problem, overtaken=overtaken, typed=visit.form.fields)
        page = self.pages.day(review, visit.who, self._way(visit.course), find=find, notice=notice)
        return HTMLResponse(page, status_code=status)

    def _way(self, here: Reviewing) -> Way:
        others = (each for slug, each in self.desk.courses.items() if slug != here.course.slug)
        courses = (PlaceView(title=each.course.title, address=path_of(each, each.today())) for each in others)
        return Way(home=path_of(here, here.today()), courses=tuple(courses))

    def _keep(self, response: Response, token: str) -> None:
        response.set_cookie(
            _COOKIE,
            token,
            max_age=int(SESSION_FOR.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=self.desk.secure,
        )

    @property
    def _language(self) -> str:
        return next(iter(self.desk.courses.values())).course.language

"""The server: it answers an editor's messages from the last check of the text, in the editor's position units.

Texts are checked in a thread of their own shortly after the last change; requests meanwhile are answered from the
previous check, as far as the strings in question have not changed since.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args
from urllib.parse import unquote, urlsplit

import attrs
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from .. import __version__
from ..errors import UserError
from ..lint.config import OWN_FILE, SHARED_FILE, Config, find
from ..model.nodes import Language
from .check import CheckedText, FindingInText, FindingsByString, RememberedFindings, check
from .edits import Proposal, TextChange, formatted, proposals, repaired
from .explain import explain
from .text import EditorText, PositionEncoding

T = TypeVar("T")

SOURCE = "budget-indicators"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
DELAY = 0.25
"""Seconds without a change before a text is checked."""
_SWITCH = 0.001
"""Seconds after which a check yields to pending requests; every message takes several turns."""
MOST_FINDINGS = 2_000
"""The most findings of a file; no editor lists more, and all are sent again after every change."""

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_SUFFIXES = {"csv": ".csv", "tsv": ".tsv"}
_log = logging.getLogger(__name__)


@attrs.define(eq=False)
class OpenDocument:
    """A text that is open in an editor: ``checked`` is the last check, ``checking`` the running one and its text."""

    uri: str
    name: str
    text: EditorText
    version: int | None
    remembered: FindingsByString = attrs.field(factory=dict)
    checked: CheckedText | None = None
    checking: tuple[EditorText, asyncio.Task[CheckedText | None]] | None = None
    waiting: asyncio.Task[None] | None = None
    is_open: bool = True


class _Protocol(LanguageServerProtocol):
    """Leave the texts to the server: pygls would split lines at U+2028, form feeds and the like, unlike editors.

    Also answer every request.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message in the classes of the protocol; a request that cannot be read is answered with an error."""
        try:
            return super().structure_message(data)
        except JsonRpcException as problem:
            if "method" in data and "id" in data:
                self._send_response(data["id"], error=problem.to_response_error())
            raise

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class IndicatorServer(LanguageServer):
    """The language server of one editor."""

    def __init__(self, lang: Language | None, fallback: Language) -> None:
        super().__init__(SOURCE, __version__, protocol_cls=_Protocol)
        self.asked_lang: Language | None = lang
        self.fallback: Language = fallback
        self.documents: dict[str, OpenDocument] = {}
        self.is_shut_down = False
        self._told: set[str] = set()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log a malformed message or an internal error, without disturbing the user."""
        _log.error("%s: %s", type(error).__name__, error)

    # --- texts

    def opened(self, item: types.TextDocumentItem) -> None:
        """An editor opened a text."""
        self.closed(item.uri)
        text = EditorText("", self._encoding()).replaced(item.text)
        document = OpenDocument(item.uri, _name_of(item.uri, item.language_id), text, item.version)
        self.documents[item.uri] = document
        self._check_soon(document, 0)

    def changed(self, uri: str, version: int | None, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """The text was changed in the editor; each change refers to the text after the previous one."""
        document = self.documents.get(uri)
        if document is None:
            return
        for change in changes:
            match change:
                case types.TextDocumentContentChangePartial(range=where, text=text):
                    start = (where.start.line, where.start.character)
                    document.text = document.text.changed(start, (where.end.line, where.end.character), text)
                case types.TextDocumentContentChangeWholeDocument(text=text):
                    document.text = document.text.replaced(text)
        document.version = version
        self._check_soon(document, DELAY)

    def check_anew(self) -> None:
        """Check every open text again: settings or baselines may have changed, without a change of the text."""
        for document in self.documents.values():
            document.text = attrs.evolve(document.text)  # the result of the previous check is not needed any more
            self._check_soon(document, 0)

    async def watch_settings(self) -> None:
        """Ask the editor to report changes of settings files, if it can."""
        workspace = self.client_capabilities.workspace
        able = workspace.did_change_watched_files if workspace is not None else None
        if able is None or not able.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in (OWN_FILE, SHARED_FILE)]
        asked = types.Registration(
            "settings",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        try:
            await self.client_register_capability_async(types.RegistrationParams([asked]))
        except JsonRpcException as problem:  # it claims to, but cannot
            self.report_server_error(problem, type(problem))

    def closed(self, uri: str) -> None:
        """The editor closed the text: remove its findings."""
        document = self.documents.pop(uri, None)
        if document is None:
            return
        document.is_open = False
        if document.waiting is not None:
            document.waiting.cancel()
        self._publish(uri, [], None)

    def ended(self) -> None:
        """The editor disconnects: abort running checks."""
        self.is_shut_down = True
        for document in self.documents.values():
            document.is_open = False

    def _encoding(self) -> PositionEncoding:
        agreed = self.server_capabilities.position_encoding
        value = getattr(agreed, "value", agreed)
        return next((each for each in get_args(PositionEncoding) if each == value), "utf-16")

    # --- checks

    def _check_soon(self, document: OpenDocument, delay: float) -> None:
        if document.waiting is not None:
            document.waiting.cancel()
        document.waiting = asyncio.ensure_future(self._check_after(document, delay))

    async def _check_after(self, document: OpenDocument, delay: float) -> None:
        await asyncio.sleep(delay)
        version = document.version
        try:
            checked = await self.checked(document)
        except Exception as problem:
            self.report_server_error(problem, type(problem))
            return
        if checked is not None and document.is_open and checked.text is document.text:
            found = await self._in_thread(lambda: self._diagnostics(checked))
            if document.is_open and checked.text is document.text:
                self._publish(document.uri, found, version)

    async def checked(self, document: OpenDocument) -> CheckedText | None:
        """The check of the current text; ``None`` if it was closed or changed meanwhile."""
        text = document.text
        if document.checked is not None and document.checked.text is text:
            return document.checked
        if document.checking is None or document.checking[0] is not text:
            document.checking = text, asyncio.create_task(self._check(document, text))
        return await asyncio.shield(document.checking[1])

    async def _check(self, document: OpenDocument, text: EditorText) -> CheckedText | None:
        remembered = RememberedFindings(document.remembered)

        def work() -> CheckedText | None:
            config, problem = settings_of(document.name)
            try:
                checked = check(text, document.name, config, remembered, self._wanted(document, text))
            except UserError as other:
                problem = problem or other
                checked = check(text, document.name, Config(), remembered, self._wanted(document, text))
            return checked if checked is None or problem is None else attrs.evolve(checked, problem=problem)

        checked = await self._in_thread(work)
        # The findings of an aborted check are still valid for the next one.
        document.remembered = remembered.now if checked is not None else document.remembered | remembered.now
        if checked is not None and document.text is text:
            document.checked = checked
        return checked

    def _wanted(self, document: OpenDocument, text: EditorText) -> Callable[[], bool]:
        return lambda: document.is_open and document.text is text

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread_pool, work)

    async def current(self, document: OpenDocument) -> CheckedText | None:
        """The last check, as far as it holds for the current text; waits for the first one."""
        if document.checked is None:
            return await self.checked(document)
        return document.checked.carried_to(document.text)

    # --- answers

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def lang(self, config: Config) -> Language:
        """The language of messages: requested, from the settings, the editor or the system."""
        if self.asked_lang is not None:
            return self.asked_lang
        if config.lang is not None:
            return "zh" if config.lang == "zh" else "en"
        return self.fallback

    def _diagnostics(self, checked: CheckedText) -> list[types.Diagnostic]:
        lang = self.lang(checked.config)
        found = [_diagnostic(one, checked, lang, named=True) for one in checked.whole]
        if checked.problem is not None:
            message = checked.problem.zh if lang == "zh" else checked.problem.en
            found.append(types.Diagnostic(_range(checked.text, 0, 0), message, _SEVERITIES["warning"], source=SOURCE))
        every = [(one, not string.in_place) for string in checked.strings for one in string.findings]
        room = max(0, MOST_FINDINGS - len(found))
        found += [_diagnostic(one, checked, lang, named=named) for one, named in every[:room]]
        if len(every) > room:
            first, more = every[room][0], len(every) - room
            message = (
                f"此后还有 {more} 处问题未显示" if lang == "zh" else f"{more} more findings from here on are not shown"
            )
            where = _range(checked.text, first.start, first.end)
            found.append(types.Diagnostic(where, message, _SEVERITIES["info"], source=SOURCE))
        return found

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The meaning of the value under the cursor."""
        document = self.documents.get(params.text_document.uri)
        checked = None if document is None else await self.current(document)
        if checked is None:
            return None
        offset = checked.text.offset(params.position.line, params.position.character)
        said = explain(checked, offset, self.lang(checked.config))
        if said is None:
            return None
        plain = types.MarkupContent(types.MarkupKind.PlainText, said.text)
        return types.Hover(plain, _range(checked.text, said.start, said.end))

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        """Repairs and suppression comments for the findings of a range; all safe repairs if requested."""
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return None
        only = [getattr(kind, "value", kind) for kind in params.context.only or ()]
        made: list[types.CodeAction] = []
        if not only or any(_covers(kind, types.CodeActionKind.QuickFix.value) for kind in only):
            checked = await self.current(document)
            if checked is not None:
                start, end = _offsets(checked.text, params.range)
                lang = self.lang(checked.config)
                made += [
                    self._action(document, checked, each, params.context.diagnostics)
                    for each in proposals(checked, start, end, lang)
                ]
        if any(_covers(kind, FIX_ALL) for kind in only):
            made += await self._fix_all(document)
        return made

    def _action(
        self, document: OpenDocument, checked: CheckedText, each: Proposal, shown: Sequence[types.Diagnostic]
    ) -> types.CodeAction:
        one = each.finding.finding
        about = [shown_one for shown_one in shown if shown_one.code == one.code]
        return types.CodeAction(
            each.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=about or None,
            is_preferred=(each.is_repair and one.fix is not None and one.fix.safety == "safe") or None,
            edit=self._edit(document, checked, each.changes),
        )

    async def _fix_all(self, document: OpenDocument) -> list[types.CodeAction]:
        checked = await self.checked(document)
        if checked is None:
            return []
        changes = await self._in_thread(lambda: repaired(checked, self._wanted(document, checked.text)))
        if not changes or document.text is not checked.text:
            return []
        title = "修正全部可安全修正之处" if self.lang(checked.config) == "zh" else "Fix all safe problems"
        edit = self._edit(document, checked, changes)
        return [types.CodeAction(title, kind=FIX_ALL, edit=edit)]

    def _edit(self, document: OpenDocument, checked: CheckedText, changes: Sequence[TextChange]) -> types.WorkspaceEdit:
        """The changes in a form that every editor takes, with the version of the text if the editor knows versions."""
        edits = _text_edits(checked.text, changes)
        workspace = self.client_capabilities.workspace
        able = workspace.workspace_edit if workspace is not None else None
        if able is not None and able.document_changes:
            which = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, edits)])
        return types.WorkspaceEdit(changes={document.uri: edits})

    async def formatting(self, uri: str, where: types.Range | None) -> list[types.TextEdit] | None:
        """The strings of the text, or those that a range touches, in canonical form."""
        document = self.documents.get(uri)
        checked = None if document is None else await self.checked(document)
        if document is None or checked is None:
            return None
        start, end = (0, len(checked.text.text)) if where is None else _offsets(checked.text, where)
        changes = await self._in_thread(lambda: formatted(checked, start, end, self._wanted(document, checked.text)))
        return _text_edits(checked.text, changes) if document.text is checked.text else None


def _diagnostic(each: FindingInText, checked: CheckedText, lang: Language, *, named: bool) -> types.Diagnostic:
    """A finding for editors; ``named`` states the project and the cell if the position alone does not."""
    one = each.finding
    message = one.message(lang)
    if named:
        place = ("，" if lang == "zh" else ", ").join(part for part in (one.project, one.place.get(lang)) if part)
        message = f"{place}{'：' if lang == 'zh' else ': '}{message}" if place else message
    where = _range(checked.text, each.start, each.end)
    return types.Diagnostic(where, message, severity=_SEVERITIES[one.severity], code=one.code, source=SOURCE)


def _covers(kind: str, other: str) -> bool:
    """Whether a kind of action is equal to another, or its parent."""
    return kind == "" or other == kind or other.startswith(f"{kind}.")


def _range(text: EditorText, start: int, end: int) -> types.Range:
    return types.Range(types.Position(*text.place(start)), types.Position(*text.place(end)))


def _offsets(text: EditorText, where: types.Range) -> tuple[int, int]:
    start = text.offset(where.start.line, where.start.character)
    return start, max(start, text.offset(where.end.line, where.end.character))


def _text_edits(text: EditorText, changes: Sequence[TextChange]) -> list[Any]:
    return [types.TextEdit(_range(text, each.start, each.end), each.text) for each in changes]


def _name_of(uri: str, language: str) -> str:
    """The name of a text for lint: the path of its file, or its name with its language if it has no file."""
    path = to_fs_path(uri) if uri.lower().startswith("file:") else None
    if path is not None:
        return path
    name = unquote(urlsplit(uri).path).strip("/") or "untitled"
    suffix = _SUFFIXES.get(language.lower(), "")
    return name if name.lower().endswith(suffix) else f"{name}{suffix}"


def settings_of(name: str) -> tuple[Config, UserError | None]:
    """The settings for a file, found as ``lint`` finds them; the defaults and why, where they cannot be used."""
    try:
        config = find([name])
        config.check_rules()
    except UserError as problem:
        return Config(), problem
    return config, None


def serve(lang: Language | None, fallback: Language) -> int:
    """Serve the editor at standard input and output until it ends; the exit code is 1 if it disconnected.

    ``lang`` is the requested language, ``fallback`` that of the system.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # the server reports broken messages in one line
    sys.setswitchinterval(_SWITCH)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _leave)
    server = IndicatorServer(lang, fallback)
    _register(server)
    # A copy, because pygls closes it, and because printed text must not mix with the messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, contextlib.redirect_stdout(sys.stderr):
        server.start_io(sys.stdin.buffer, out)
    return 0 if server.is_shut_down else 1


def _leave(number: int, frame: object) -> None:
    """Exit at once: a thread still waits for the editor's next message, and there is no file to clean up."""
    os._exit(128 + number)


def _register(server: IndicatorServer) -> None:
    feature = server.feature

    @feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        options = params.initialization_options
        wanted = options.get("lang") if isinstance(options, dict) else getattr(options, "lang", None)
        if server.asked_lang is None and wanted in ("zh", "en"):
            server.asked_lang = "zh" if wanted == "zh" else "en"
        if params.locale:
            server.fallback = "zh" if params.locale.lower().startswith("zh") else "en"

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri, params.text_document.version, params.content_changes)

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @feature(types.INITIALIZED)
    async def _initialized(params: types.InitializedParams) -> None:
        await server.watch_settings()

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.check_anew()

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def _did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        server.check_anew()

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.check_anew()

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(params: types.HoverParams) -> types.Hover | None:
        return await server.hover(params)

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def _code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        return await server.actions(params)

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    async def _formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return await server.formatting(params.text_document.uri, None)

    @feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def _range_formatting(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        return await server.formatting(params.text_document.uri, params.range)

    @feature(types.SHUTDOWN)
    def _shutdown(params: Any) -> None:
        server.ended()

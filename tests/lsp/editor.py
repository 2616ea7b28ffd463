"""An editor to test with: pygls's own client over standard input and output, which keeps texts as an editor does."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from budget_indicators.lsp.text import EditorText

ROOT = Path(__file__).parents[2]
PATIENCE = 60


class Editor:
    """A client with open texts; ``found`` is what was published last for each, with its version."""

    def __init__(self, encoding: str = "utf-16") -> None:
        self.client = LanguageClient("test-editor", "1")
        self.encoding = encoding
        self.texts: dict[str, EditorText] = {}
        self.versions: dict[str, int] = {}
        self.found: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.news = asyncio.Condition()
        self.capabilities: types.ServerCapabilities | None = None
        self.watched: list[types.Registration] = []

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def _published(params: types.PublishDiagnosticsParams) -> None:
            async with self.news:
                self.found[params.uri] = params
                self.news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def _shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def _registered(params: types.RegistrationParams) -> None:
            self.watched += params.registrations

    async def start(
        self,
        *options: str,
        encodings: Sequence[str] | None = None,
        locale: str | None = None,
        settings: Any = None,
        folder: Path | None = None,
        versioned: bool = False,
    ) -> None:
        """Start the server and say hello."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        command = ("-m", "budget_indicators", "lsp", *options)
        await self.client.start_io(sys.executable, *command, env=environment, cwd=str(folder or ROOT / "tests"))
        general = None if encodings is None else types.GeneralClientCapabilities(position_encodings=[*encodings])
        edits = types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versioned),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        )
        asked = types.InitializeParams(
            types.ClientCapabilities(general=general, workspace=edits),
            process_id=os.getpid(),
            locale=locale,
            initialization_options=settings,
        )
        answer = await self.answer(self.client.initialize_async(asked))
        self.capabilities = answer.capabilities
        self.encoding = answer.capabilities.position_encoding or "utf-16"
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> int | None:
        """Say goodbye; gives the exit code."""
        await self.answer(self.client.shutdown_async(None))
        self.client.exit(None)
        await self.answer(self.client.stop())
        return self.process.returncode

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The server."""
        process = self.client._server
        assert process is not None
        return process

    async def answer(self, asked: Awaitable[Any]) -> Any:
        """What the server answers, within reason."""
        return await asyncio.wait_for(asked, PATIENCE)

    async def forget(self) -> None:
        """Close every text, and forget what was heard: for the next test."""

        def are_closed() -> bool:
            return all(not found.diagnostics for found in self.found.values())

        for uri in self.texts:
            self.close(uri)
        async with self.news:
            await self.answer(self.news.wait_for(are_closed))
        self.texts.clear()
        self.versions.clear()
        self.found.clear()
        self.messages.clear()

    # --- texts

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        """Open a text."""
        self.texts[uri] = EditorText("", self.encoding).replaced(text)  # type: ignore[arg-type]
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, start: int, end: int, text: str) -> None:
        """Replace a stretch of the text (code points), as one change."""
        before = self.texts[uri]
        where = self.range(uri, start, end)
        self.change(uri, types.TextDocumentContentChangePartial(where, text))
        self.texts[uri] = before.replaced(before.text[:start] + text + before.text[end:])

    def change(self, uri: str, *changes: Any) -> None:
        """Send changes as they are."""
        self.versions[uri] += 1
        which = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [*changes]))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def range(self, uri: str, start: int, end: int) -> types.Range:
        """A stretch of the text as the protocol has it."""
        return types.Range(self.position(uri, start), self.position(uri, end))

    def position(self, uri: str, offset: int) -> types.Position:
        """A code point of the text as the protocol has it: counted here by Python's own encoders."""
        text = self.texts[uri]
        line = text.line_of(offset)
        start, end = text.line_span(line)
        size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[self.encoding]
        units = len(text.text[start : min(offset, end)].encode(size[0], "surrogatepass")) // size[1]
        return types.Position(line, units)

    def piece(self, uri: str, where: types.Range) -> str:
        """The piece of the text at a range."""
        text = self.texts[uri]
        return text.text[text.offset(where.start.line, where.start.character) :][
            : text.offset(where.end.line, where.end.character) - text.offset(where.start.line, where.start.character)
        ]

    def apply(self, uri: str, edits: Sequence[Any]) -> str:
        """The text after edits that do not overlap."""
        text = self.texts[uri]
        at = [
            (
                text.offset(one.range.start.line, one.range.start.character),
                text.offset(one.range.end.line, one.range.end.character),
                one.new_text,
            )
            for one in edits
        ]
        pieces, done = [], 0
        for start, end, new in sorted(at):
            assert start >= done
            pieces += [text.text[done:start], new]
            done = end
        return "".join((*pieces, text.text[done:]))

    def accept(self, uri: str, edits: Sequence[Any]) -> str:
        """Make edits in the text and tell the server, as an editor does."""
        after = self.apply(uri, edits)
        self.type(uri, 0, len(self.texts[uri].text), after)
        return after

    # --- questions

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """What is published for the text as it is now."""

        def is_there() -> bool:
            found = self.found.get(uri)
            return found is not None and found.version == self.versions[uri]

        async def wait() -> None:
            async with self.news:
                await self.news.wait_for(is_there)

        await self.answer(wait())
        return [*self.found[uri].diagnostics]

    async def codes(self, uri: str) -> list[tuple[str, str]]:
        """The codes that are published, each with its piece of the text."""
        return [(str(one.code), self.piece(uri, one.range)) for one in await self.diagnostics(uri)]

    async def hover(self, uri: str, offset: int) -> str | None:
        """What is shown over a code point."""
        params = types.HoverParams(types.TextDocumentIdentifier(uri), self.position(uri, offset))
        found = await self.answer(self.client.text_document_hover_async(params))
        return None if found is None else found.contents.value

    async def actions(
        self, uri: str, start: int, end: int, only: Sequence[str] | None = None
    ) -> list[types.CodeAction]:
        """What is offered for a stretch of the text."""
        where = self.range(uri, start, end)
        published = self.found[uri].diagnostics if uri in self.found else ()
        shown = [one for one in published if one.range.start <= where.end and where.start <= one.range.end]
        context = types.CodeActionContext(shown, only=None if only is None else [*only])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        return [*(await self.answer(self.client.text_document_code_action_async(params)) or ())]

    async def format(self, uri: str, start: int | None = None, end: int | None = None) -> list[types.TextEdit]:
        """The edits that format the text, or a stretch of it."""
        options = types.FormattingOptions(4, True)
        which = types.TextDocumentIdentifier(uri)
        if start is None or end is None:
            whole = types.DocumentFormattingParams(which, options)
            return [*(await self.answer(self.client.text_document_formatting_async(whole)) or ())]
        part = types.DocumentRangeFormattingParams(which, self.range(uri, start, end), options)
        return [*(await self.answer(self.client.text_document_range_formatting_async(part)) or ())]


def with_own_editor(test: Callable[[Editor], Awaitable[None]], **options: Any) -> None:
    """Run a test with an editor whose server is started with some options, and ended."""

    async def run() -> None:
        editor = Editor()
        await editor.start(**options)
        try:
            await test(editor)
        except BaseException:
            editor.process.kill()
            raise
        code = await editor.stop()
        assert code == 0, code

    asyncio.run(run())


def shared_editor() -> Iterator[Callable[[Callable[[Editor], Awaitable[None]]], None]]:
    """Runs tests one after the other with one editor, whose server is started and ended once."""
    with asyncio.Runner() as runner:
        editor = Editor()
        runner.run(editor.start())

        def run(test: Callable[[Editor], Awaitable[None]]) -> None:
            async def work() -> None:
                try:
                    await test(editor)
                finally:
                    await editor.forget()

            runner.run(work())

        yield run
        assert runner.run(editor.stop()) == 0

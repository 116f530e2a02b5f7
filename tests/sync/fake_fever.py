"""The fake server speaking the Fever API in place of the Google Reader API; `Ways` of both hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from tests.sync.fake import Fake

AS = {"read": ("read", True), "unread": ("read", False), "saved": ("starred", True), "unsaved": ("starred", False)}
MOST = 50


@dataclass
class FeverFake(Fake):
    """One server; articles and sources have the numbers the other fake gives them."""

    def handle(
        self, method: str, path: str, fields: Sequence[tuple[str, str]], authorization: str
    ) -> tuple[int, bytes]:
        """The status and the body of an answer. Raises `ConnectionError` where none comes."""
        self.asked.append(path)
        self.between(path)
        if self.ways.status:
            return self.ways.status, b"no"
        if self.ways.body is not None:
            return 200, self.ways.body
        form, question = dict(fields), dict(parse_qsl(path.partition("?")[2], keep_blank_values=True))
        if method != "POST" or "api" not in question:
            return 400, b""
        if form.get("api_key") != hashlib.md5(f"{self.user}:{self.password}".encode()).hexdigest():
            return 200, b'{"api_version":3,"auth":0}'
        if "mark" in form and not self._marked(form):
            return 404, b""
        body = json.dumps({"api_version": 3, "auth": 1, "last_refreshed_on_time": 1} | self._said(question)).encode()
        return 200, body[: len(body) // 2] if self.ways.cuts else body

    def _said(self, question: dict[str, str]) -> dict[str, object]:
        said: dict[str, object] = {}
        numbers = {stream: stream.removeprefix("feed/") for stream in self.feeds}
        folders = sorted({feed.folder for feed in self.feeds.values() if feed.folder})
        groups = [
            {
                "group_id": place + 1,
                "feed_ids": ",".join(numbers[stream] for stream, feed in self.feeds.items() if feed.folder == folder),
            }
            for place, folder in enumerate(folders)
        ]
        if "feeds" in question:
            said["feeds"] = [
                {"id": int(numbers[stream]), "title": feed.title, "url": feed.url, "site_url": "", "is_spark": 0}
                for stream, feed in self.feeds.items()
            ]
            said["feeds_groups"] = groups
        if "groups" in question:
            said["groups"] = [{"id": place + 1, "title": folder} for place, folder in enumerate(folders)]
            said["feeds_groups"] = groups
        if "unread_item_ids" in question:
            unread = [] if self.ways.forgets_unread else [n for n, item in self.items.items() if not item.read]
            said["unread_item_ids"] = ",".join(map(str, unread))
        if "saved_item_ids" in question:
            said["saved_item_ids"] = ",".join(str(n) for n, item in self.items.items() if item.starred)
        if "items" in question:
            wanted = question.get("with_ids", "").split(",")[:MOST]
            said["items"] = [self._item(int(one)) for one in wanted if one and int(one) in self.items]
        return said

    def _item(self, number: int) -> dict[str, object]:
        item = self.items[number]
        return {
            "id": number,
            "feed_id": int(item.stream.removeprefix("feed/")),
            "title": item.title,
            "author": "",
            "html": item.html,
            "url": f"https://paper.example/{item.title}",
            "is_saved": int(item.starred),
            "is_read": int(item.read),
            "created_on_time": 1_790_000_000,
        }

    def _marked(self, form: dict[str, str]) -> bool:
        if self.dies_after == 0:
            self.dies_after = -1
            raise ConnectionError
        self.dies_after -= self.dies_after > 0
        item, wish = self.items.get(int(form.get("id", "0"))), AS.get(form.get("as", ""))
        if form["mark"] != "item" or item is None or wish is None or int(form["id"]) in self.ways.refuses:
            return False
        if not self.ways.says_ok:
            setattr(item, *wish)
        return True

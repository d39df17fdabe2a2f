"""Files that are sent are written as they come, and never more of them than is taken."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.imports import files

from maillage.imports import storage
from maillage.imports.models import ImportRun
from maillage.web.imports import uploads

RECEIVE = reverse("imports:receive")


def sent(content: bytes) -> dict[str, Any]:
    """The form of an import, with this file."""
    file = SimpleUploadedFile("annuaire.csv", content)
    return {"source_name": "Mairie", "pasted": "", "kind": "association", "licence": "", "file": file}


def test_a_file_that_is_too_heavy_is_refused_with_words(
    ines: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100  # so that the handler of long files takes it
    monkeypatch.setattr(uploads, "MAX_BYTES", 1_000)
    answer = ines.post(RECEIVE, sent(b"Nom\n" + b"La Forge\n" * 500))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors["file"]) == [
        "Ce fichier pèse plus de 200 Mo\xa0: ôtez des colonnes, ou coupez-le."
    ]
    assert not ImportRun.objects.exists()


def test_a_file_on_disk_is_kept_whole(ines: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    content = files.long_file(300)
    ines.post(RECEIVE, sent(content))
    run = ImportRun.objects.get()
    assert (storage.path_of(run.ref).read_bytes(), run.counts["create"]) == (content, 300)


def test_nothing_is_left_on_disk_of_a_file_that_is_too_heavy(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_TEMP_DIR = 100, tmp_path
    monkeypatch.setattr(uploads, "MAX_BYTES", 1_000)
    request = RequestFactory().post(RECEIVE, sent(b"x" * 300_000))
    assert (list(request.FILES), request.POST["source_name"]) == ([], "Mairie")
    assert uploads.was_too_large(request)
    assert list(tmp_path.iterdir()) == []


def test_a_request_without_a_file_was_not_too_large() -> None:
    request = RequestFactory().post(RECEIVE, {"source_name": "Mairie"})
    assert (dict(request.FILES), uploads.was_too_large(request)) == ({}, False)

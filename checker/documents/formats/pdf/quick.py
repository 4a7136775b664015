"""pdfium's functions that are called for every object or line, with plain addresses in place of pointer objects.

A pointer object has to be made for each answer; where hundreds of thousands of objects are only looked
at, that is half of the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def _plain(function: object, answer: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(answer, *arguments)(address)  # type: ignore[arg-type]


_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int
object_at = _plain(pdfium_c.FPDFPage_GetObject, _POINTER, _POINTER, _NUMBER)
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, _NUMBER, _POINTER)
text_object_at = _plain(pdfium_c.FPDFText_GetTextObject, _POINTER, _POINTER, _NUMBER)
annotation_at = _plain(pdfium_c.FPDFPage_GetAnnot, _POINTER, _POINTER, _NUMBER)
kind_of_annotation = _plain(pdfium_c.FPDFAnnot_GetSubtype, _NUMBER, _POINTER)
close_annotation = _plain(pdfium_c.FPDFPage_CloseAnnot, None, _POINTER)
mode_of = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _NUMBER, _POINTER)

"""pdfium's functions that are called for every object or line, with plain addresses in place of pointer objects.

A pointer object has to be made for each answer; where hundreds of thousands of objects are only looked
at, that is half of the time. The functions further down check and convert no argument at all: they take
pdfium's own pointers, whole numbers, and arrays for what they give back. All only look something up, so that
none lets other threads run meanwhile, which would take longer than the look itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def _plain(function: object, answer: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(answer, *arguments)(address)  # type: ignore[arg-type]


def _bare(function: object, answer: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(answer)(address)  # type: ignore[arg-type]


_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, _NUMBER, _POINTER)
annotation_at = _plain(pdfium_c.FPDFPage_GetAnnot, _POINTER, _POINTER, _NUMBER)
kind_of_annotation = _plain(pdfium_c.FPDFAnnot_GetSubtype, _NUMBER, _POINTER)
close_annotation = _plain(pdfium_c.FPDFPage_CloseAnnot, None, _POINTER)
mode_of = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _NUMBER, _POINTER)

object_at = _bare(pdfium_c.FPDFPage_GetObject, _POINTER)  # page, index
text_object_at = _bare(pdfium_c.FPDFText_GetTextObject, _POINTER)  # text page, index
place_of = _bare(pdfium_c.FPDFText_GetLooseCharBox, _NUMBER)  # text page, index, four floats
origin_of = _bare(pdfium_c.FPDFText_GetCharOrigin, _NUMBER)  # text page, index, a double, a double
size_of = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)  # text page, index
font_of = _bare(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong)  # text page, index, name, its room, an integer
matrix_of = _bare(pdfium_c.FPDFText_GetMatrix, _NUMBER)  # text page, index, six floats
colour_of = _bare(pdfium_c.FPDFText_GetFillColor, _NUMBER)  # text page, index, four integers
count_of_pieces = _bare(pdfium_c.FPDFText_CountRects, _NUMBER)  # text page, index, count
piece_at = _bare(pdfium_c.FPDFText_GetRect, _NUMBER)  # text page, index, four doubles
clip_of = _plain(pdfium_c.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
clips_in = _plain(pdfium_c.FPDFClipPath_CountPaths, _NUMBER, _POINTER)

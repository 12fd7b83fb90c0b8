# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""What the JVM refuses, as exceptions of Python with Mastic's message and without its stack."""

import functools

from py4j.protocol import Py4JJavaError


class MasticError(Exception):
    """Mastic could not do it; the message says what, where and why."""


class UsageError(MasticError, ValueError):
    """Something that was asked for is not there, or cannot be asked in this way."""


def _names(throwable):
    kind = throwable.getClass()
    while kind is not None:
        yield kind.getSimpleName()
        kind = kind.getSuperclass()


def _translated(error):
    # Spark wraps what a task throws
    throwable = error.java_exception
    while throwable is not None:
        names = list(_names(throwable))
        if "EtlException" in names:
            kind = UsageError if "UsageException" in names else MasticError
            return kind(throwable.getMessage())
        throwable = throwable.getCause()
    return MasticError(str(error.java_exception.getMessage()))


def in_python(function):
    """Lets a function fail with Mastic's message."""

    @functools.wraps(function)
    def wrapped(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Py4JJavaError as error:
            raise _translated(error) from None

    return wrapped

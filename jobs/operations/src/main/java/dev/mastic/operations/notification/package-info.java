// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Others are told how a run has ended. */
package dev.mastic.operations.notification;

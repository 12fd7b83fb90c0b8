// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Column paths as the settings of transforms, and how they find values. */
package dev.mastic.transforms.path;

// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.Serializable;

/**
 * One file of an output.
 *
 * @param path relative to the folder of its frame, with the folders of its partition
 * @param size in bytes
 */
record StagedFile(String path, long rows, long size) implements Serializable {}

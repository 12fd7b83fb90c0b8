// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigObject;

/**
 * A block of settings that somebody else reads.
 *
 * @param settings the block; keys keep their file and line
 * @param base the folder that relative paths start from
 */
public record WrittenBlock(ConfigObject settings, String base) {}

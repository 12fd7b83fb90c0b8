// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives up bodies that come too slowly, once they have had some patience: Jetty's own limit has none, so that a busy
 * machine would refuse a body of twenty bytes that came twenty milliseconds after its head.
 */
final class SlowBodyHandler extends Handler.Wrapper {
    private final Duration patience;
    private final long leastBytesPerSecond;

    SlowBodyHandler(Duration patience, long leastBytesPerSecond) {
        this.patience = patience;
        this.leastBytesPerSecond = leastBytesPerSecond;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new TimedRequest(request), response, callback);
    }

    private final class TimedRequest extends Request.Wrapper {
        private final long start = System.nanoTime();
        private long bytes;

        TimedRequest(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            var chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk.remaining();
            if (chunk.isLast() || bytes >= due()) {
                return chunk;
            }
            chunk.release();
            return Content.Chunk.from(new HttpException.RuntimeException(
                    408, "The body comes in less than " + leastBytesPerSecond + " bytes a second"));
        }

        private long due() {
            var beyond = Duration.ofNanos(System.nanoTime() - start).minus(patience);
            return beyond.toMillis() * leastBytesPerSecond / 1000;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;

/**
 * S3 as Hadoop has it, also under the name {@code s3:} that Glue's users write. Asks once whether the endpoint answers, where one is set:
 * Hadoop would ask for minutes, and not say which.
 *
 * @see S3AFileSystem
 */
public final class S3FileSystem extends S3AFileSystem {
    private static final String ENDPOINT = "fs.s3a.endpoint";
    private static final String PROXY = "fs.s3a.proxy.host";
    private static final String TLS = "fs.s3a.connection.ssl.enabled";
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;

    /**
     * Opens a bucket.
     *
     * @throws IOException naming the endpoint, if nothing answers there
     */
    @Override
    public void initialize(URI bucket, Configuration configuration) throws IOException {
        var ofBucket = S3AUtils.propagateBucketOptions(configuration, bucket.getHost());
        var endpoint = ofBucket.getTrimmed(ENDPOINT, "");
        if (!endpoint.isEmpty() && ofBucket.getTrimmed(PROXY, "").isEmpty()) {
            ask(
                    endpoint.contains("://")
                            ? endpoint
                            : (ofBucket.getBoolean(TLS, true) ? "https://" : "http://") + endpoint);
        }
        super.initialize(bucket, configuration);
    }

    /** Any answer will do, also a refusal. */
    private static void ask(String endpoint) throws IOException {
        try {
            var connection = (HttpURLConnection) new URL(endpoint).openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("HEAD");
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            throw new IOException(
                    "the S3 endpoint " + endpoint + " does not answer (" + reason(e)
                            + "): see whether it runs, and that s3.endpoint in mastic.conf, or " + ENDPOINT
                            + ", says where",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof UnknownHostException ? "no such host" : IoReason.of(e);
    }
}

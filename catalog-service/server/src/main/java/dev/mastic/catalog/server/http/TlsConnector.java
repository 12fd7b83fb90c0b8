// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The one door of a server that speaks TLS: plain HTTP is not answered. */
final class TlsConnector {
    private TlsConnector() {}

    static Connector of(Server server, HttpConfiguration http, Binding binding, SSLContext tls) {
        // whether a name is this server's, its clients see by the certificate
        http.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(server, protocols(tls), new HttpConnectionFactory(http));
        connector.setHost(binding.host());
        connector.setPort(binding.port());
        return connector;
    }

    private static SslContextFactory.Server protocols(SSLContext tls) {
        var factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setRenegotiationAllowed(false);
        return factory;
    }
}

package io.orilla.connector.opcua;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * What a certificate says its application and its machine are called (OPC 10000-6, 6.2.2).
 *
 * @param uris of the application; there should be one
 * @param hosts names and addresses
 */
record CertificateNames(List<String> uris, List<String> hosts) {
  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final int IP_ADDRESS = 7;

  static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? new CertificateNames(List.of(), List.of())
        : new CertificateNames(
            texts(names, List.of(URI)), texts(names, List.of(DNS_NAME, IP_ADDRESS)));
  }

  private static List<String> texts(Collection<List<?>> names, List<Integer> kinds) {
    return names.stream()
        .filter(name -> kinds.contains(name.getFirst()))
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  boolean hasHost(String host) {
    return hosts.stream().anyMatch(host::equalsIgnoreCase);
  }
}

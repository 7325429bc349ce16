package io.orilla.connector.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority, and the certificate that it gave a peer on 127.0.0.1, made by keytool. */
public record PeerCertificate(Path authority, Path certificate, Path key) {
  private static final String SECRET = "secret";

  /**
   * @param begins when the certificate begins to hold, as {@code -1d}; it holds for five days
   */
  public static PeerCertificate make(Path folder, String begins)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("keys.p12");
    Path request = store.resolveSibling("request");
    Path certificate = store.resolveSibling("peer.crt");
    Path authority = store.resolveSibling("authority.crt");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "authority",
        "-keyalg",
        "EC",
        "-dname",
        "CN=authority",
        "-ext",
        "bc=ca:true",
        "-startdate",
        "-20d",
        "-validity",
        "90");
    keytool(store, "-genkeypair", "-alias", "peer", "-keyalg", "EC", "-dname", "CN=peer");
    keytool(store, "-certreq", "-alias", "peer", "-file", request.toString());
    keytool(
        store,
        "-gencert",
        "-alias",
        "authority",
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString(),
        "-rfc",
        "-ext",
        "san=ip:127.0.0.1",
        "-startdate",
        begins,
        "-validity",
        "5");
    keytool(store, "-exportcert", "-alias", "authority", "-rfc", "-file", authority.toString());
    return new PeerCertificate(authority, certificate, key(store));
  }

  /** Key and certificate in one file, as a node's secrets have them. */
  public Path credential() throws IOException {
    return Files.writeString(
        certificate.resolveSibling("peer.pem"),
        Files.readString(key) + Files.readString(certificate));
  }

  private static void keytool(Path store, String... words)
      throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-J-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(words));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", SECRET));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + said);
    }
  }

  private static Path key(Path store) throws IOException, GeneralSecurityException {
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, SECRET.toCharArray());
    }
    byte[] key = made.getKey("peer", SECRET.toCharArray()).getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return Files.writeString(
        store.resolveSibling("peer.key"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(text));
  }
}

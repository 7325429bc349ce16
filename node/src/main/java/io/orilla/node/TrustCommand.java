package io.orilla.node;

import io.orilla.connector.peer.TrustFolder;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla node trust [THUMBPRINT]}. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description =
        "Trust the certificate of an OPC UA server that was refused; without one, list them.")
final class TrustCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "THUMBPRINT",
      defaultValue = "",
      description = "of the certificate, or how it begins")
  private String thumbprint = "";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    TrustFolder folder = new TrustFolder(home.path().resolve("secrets").resolve("opcua"));
    PrintWriter out = command.commandLine().getOut();
    if (thumbprint.isEmpty()) {
      show(out, "trusted", folder.trusted());
      show(out, "rejected, to be trusted by 'orilla node trust THUMBPRINT'", folder.rejected());
      return 0;
    }
    TrustFolder.Entry trusted = folder.trust(thumbprint);
    out.println(trusted.file() + " is trusted; the node takes it when it connects next");
    return 0;
  }

  private static void show(PrintWriter out, String title, List<TrustFolder.Entry> entries) {
    out.printf("%s: %s%n", title, entries.isEmpty() ? "none" : "");
    for (TrustFolder.Entry entry : entries) {
      X509Certificate certificate = entry.certificate();
      out.printf(
          "  %s  until %tF  %s%n    SHA-256 %s%n",
          TrustFolder.thumbprint(certificate),
          certificate.getNotAfter(),
          certificate.getSubjectX500Principal(),
          TrustFolder.fingerprint(certificate));
    }
  }
}

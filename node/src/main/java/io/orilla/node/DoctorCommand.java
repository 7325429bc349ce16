package io.orilla.node;

import io.orilla.node.doctor.Doctor;
import io.orilla.node.doctor.Finding;
import io.orilla.node.enrol.Identity;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orilla node doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Look at clock, disk, names, proxy, certificate, server and plant.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all is well", "1:something fails", "2:something will fail"})
final class DoctorCommand implements Callable<Integer> {
  private static final int WARNED = 2;

  @Mixin private HomeOption home = new HomeOption();

  @Spec private CommandSpec command = CommandSpec.create();

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws InterruptedException {
    HomeView view = new HomeView(home.path());
    Optional<Identity> identity = Identity.in(home.path());
    Doctor doctor =
        new Doctor(
            home.path(),
            view.documents(),
            identity,
            NodeSettings.file(home.path()).load().settings().route(),
            clock);
    PrintWriter out = command.commandLine().getOut();
    List<Finding> findings = doctor.findings();
    for (Finding finding : findings) {
      out.printf("%-4s  %-22s %s%n", finding.level(), finding.what(), finding.detail());
      if (!finding.advice().isEmpty()) {
        out.printf("      %-22s → %s%n", "", finding.advice());
      }
    }
    return exitCode(findings);
  }

  private static int exitCode(List<Finding> findings) {
    if (findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)) {
      return 1;
    }
    boolean warned = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.WARN);
    return warned ? WARNED : 0;
  }
}

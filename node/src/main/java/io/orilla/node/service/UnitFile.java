package io.orilla.node.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The systemd unit of an agent (systemd.service(5), systemd.exec(5)): started at boot, restarted
 * for ever, killed when its watchdog is silent, bounded in memory and tasks, and able to write its
 * home alone.
 *
 * @param launcher the {@code orilla} program
 * @param java the JDK that it is to use
 * @param user under whose name it runs; root when absent
 */
public record UnitFile(Path launcher, Path java, Path home, Optional<String> user) {
  public static final String NAME = "orilla-node.service";

  /** Exit code of an agent that is no node's, as after a wipe: starting it again helps nobody. */
  private static final int NOT_JOINED = 2;

  private static final List<String> USER_FOLDERS = List.of("/home", "/root", "/run/user");

  public String text() {
    return """
        [Unit]
        Description=Orilla node (%s)
        Wants=network-online.target
        After=network-online.target
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        NotifyAccess=main
        Environment=%s
        ExecStart=%s node run --home %s
        %sRestart=always
        RestartSec=5
        RestartPreventExitStatus=%d
        SuccessExitStatus=143
        TimeoutStartSec=180
        TimeoutStopSec=60
        WatchdogSec=90
        MemoryMax=768M
        TasksMax=512
        LimitNOFILE=4096
        OOMPolicy=continue
        UMask=0077
        NoNewPrivileges=yes
        ProtectSystem=strict
        ReadWritePaths=%s
        %sPrivateTmp=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectControlGroups=yes
        ProtectHostname=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        RestrictRealtime=yes

        [Install]
        WantedBy=multi-user.target
        """
        .formatted(
            home.toString().replace("%", "%%"),
            quoted("ORILLA_JAVA_HOME=" + java),
            quoted(launcher.toString()),
            quoted(home.toString()),
            user.map(name -> "User=" + name + "\n").orElse(""),
            NOT_JOINED,
            quoted(home.toString()),
            isUserFolder() ? "" : "ProtectHome=yes\n");
  }

  /** What lies in a user's folder would be hidden from the agent. */
  private boolean isUserFolder() {
    return Stream.of(launcher, java, home)
        .anyMatch(path -> USER_FOLDERS.stream().anyMatch(path::startsWith));
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    return escaped.contains(" ") ? "\"" + escaped + "\"" : escaped;
  }
}

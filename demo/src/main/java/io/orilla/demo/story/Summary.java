package io.orilla.demo.story;

import java.util.Locale;

/** The report in a few lines for the terminal. */
final class Summary {
  private Summary() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(report.ok() ? "The loop has closed." : "The loop closed with errors: see below.")
        .append('\n');
    line(
        text,
        "ledger",
        "%d served, %d in the lake, %d in gaps, %d missing, %d twice, %d wrong",
        report.ledger().served(),
        report.ledger().inLake(),
        report.ledger().inGaps(),
        report.ledger().missing(),
        report.ledger().twice(),
        report.ledger().wrong());
    line(
        text,
        "windows",
        "%d closed, %d without prediction record, %d with two",
        report.swap().windows(),
        report.swap().missed(),
        report.swap().twice());
    line(
        text,
        "replay",
        "%d of %d predictions gave the same bits",
        report.replay().equal(),
        report.replay().tried());
    line(
        text,
        "parity",
        "largest relative difference %.1e over %d rows",
        report.parity().largestRelative(),
        report.parity().rows());
    line(
        text,
        "latency",
        "plant to journal p50 %.1f ms, p99 %.1f ms",
        report.latency().p50(),
        report.latency().p99());
    report.detection().forEach(row -> line(text, "detection", "%s", DetectionLine.of(row)));
    report.memory().forEach((name, bytes) -> line(text, "memory", "%s %d MB", name, bytes >> 20));
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String format, Object... values) {
    text.append("  %-10s ".formatted(what))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}

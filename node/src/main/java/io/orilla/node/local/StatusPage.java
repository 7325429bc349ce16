package io.orilla.node.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What {@link StatusScreen} says, as a page for a browser at the box. It is text alone: it runs no
 * script, asks for nothing, and comes again by itself.
 */
final class StatusPage {
  /** What a browser may do with the page. */
  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

  private static final int AGAIN_SECONDS = 10;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --wrong: #b3261e; --well: #1d6b3a; --line: #8884; }
      @media (prefers-color-scheme: dark) { :root { --wrong: #ff8a80; --well: #7bd49a; } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; margin: 0; }
      .wrong, .well { border-left: 4px solid; padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; }
      .wrong { border-color: var(--wrong); } .wrong strong { color: var(--wrong); }
      .well { border-color: var(--well); color: var(--well); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      th { font-weight: 500; white-space: nowrap; width: 1%; }
      p.small { color: GrayText; font-size: .9rem; }
      """;

  private StatusPage() {}

  static String of(JsonNode status, Instant now) {
    StatusScreen.Screen screen = StatusScreen.of(status, now);
    String node = escaped(status.path("node").asText());
    StringBuilder page = new StringBuilder(4096);
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<meta http-equiv=\"refresh\" content=\"" + AGAIN_SECONDS + "\">")
        .append("<title>" + node + " · Orilla</title><style>" + STYLE + "</style></head><body>")
        .append("<h1>" + node + "</h1>");
    wrong(page, screen);
    page.append("<table>");
    for (StatusScreen.Row row : screen.rows()) {
      page.append("<tr><th scope=\"row\">")
          .append(escaped(row.head()))
          .append("</th><td>")
          .append(escaped(row.text()))
          .append("</td></tr>");
    }
    page.append("</table><p class=\"small\">As of ")
        .append(escaped(status.path("now").asText()))
        .append("; it comes again every " + AGAIN_SECONDS + " s. Nothing can be changed here: ")
        .append("‘orilla node doctor’ on this machine looks closer.</p></body></html>");
    return page.toString();
  }

  private static void wrong(StringBuilder page, StatusScreen.Screen screen) {
    if (screen.wrong().isEmpty()) {
      page.append("<p class=\"well\">All is well.</p>");
      return;
    }
    page.append("<div class=\"wrong\"><strong>To look at</strong><ul>");
    screen.wrong().forEach(line -> page.append("<li>").append(escaped(line)).append("</li>"));
    page.append("</ul></div>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

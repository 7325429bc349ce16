package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;

/**
 * One value that the plant handed to a subscriber.
 *
 * @param number from 1, without holes
 * @param publishedAt when it was handed over, µs UTC
 * @param sourceTime µs UTC
 * @param statusCode raw, 32 bits unsigned
 * @param repeated whether it had been handed over before, to an earlier subscription
 */
public record LedgerEntry(
    long number,
    long publishedAt,
    SignalName signal,
    long sourceTime,
    double value,
    long statusCode,
    boolean repeated) {
  static final String HEADER = "number,published_at,signal,source_time,value,status_code,repeated";

  String line() {
    return number
        + ","
        + publishedAt
        + ","
        + signal
        + ","
        + sourceTime
        + ","
        + value
        + ","
        + statusCode
        + ","
        + repeated;
  }

  static LedgerEntry parse(String line) {
    String[] cells = line.split(",", -1);
    return new LedgerEntry(
        Long.parseLong(cells[0]),
        Long.parseLong(cells[1]),
        new SignalName(cells[2]),
        Long.parseLong(cells[3]),
        Double.parseDouble(cells[4]),
        Long.parseLong(cells[5]),
        Boolean.parseBoolean(cells[6]));
  }
}

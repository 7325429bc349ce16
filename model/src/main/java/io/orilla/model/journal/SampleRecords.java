package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import java.util.List;

/**
 * The payload of the signals lane: samples in arrival order. A byte in front names the encoding.
 * Format: {@code docs/format/journal.md}.
 */
public final class SampleRecords {
  private SampleRecords() {}

  /** As rows: quickly written and large. */
  public static byte[] encode(List<Sample> samples) {
    return SampleRows.encode(samples);
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the payload is damaged or of a newer version
   */
  public static List<Sample> decode(byte[] payload) {
    return switch (encoding(payload)) {
      case SampleRows.ENCODING -> SampleRows.decode(payload);
      default -> throw unknown(payload);
    };
  }

  /** The payload without its first {@code count} samples. */
  static byte[] after(byte[] payload, int count) {
    List<Sample> samples = decode(payload);
    return encode(samples.subList(count, samples.size()));
  }

  /** The same samples as rows. */
  static byte[] rows(byte[] payload) {
    return switch (encoding(payload)) {
      case SampleRows.ENCODING -> payload;
      default -> throw unknown(payload);
    };
  }

  private static int encoding(byte[] payload) {
    return payload.length == 0 ? 0 : payload[0];
  }

  private static OrillaException unknown(byte[] payload) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT,
        "samples in encoding " + encoding(payload) + " are not read by this version; update it");
  }
}

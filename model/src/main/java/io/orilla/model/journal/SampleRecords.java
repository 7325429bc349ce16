package io.orilla.model.journal;

import io.orilla.model.content.Zstd;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.Previous;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.journal.packed.SampleUnpacker;
import io.orilla.model.signal.Sample;
import java.util.List;

/**
 * The payload of the signals lane: samples in arrival order. A byte in front names the encoding.
 * Format: {@code docs/format/samples.md}.
 */
public final class SampleRecords {
  private static final byte PACKED = 2;
  private static final byte PACKED_ZSTD = 3;
  private static final byte LEANING = 5;
  private static final byte LEANING_ZSTD = 6;

  private SampleRecords() {}

  /** As rows: quickly written and large. */
  public static byte[] encode(List<Sample> samples) {
    return SampleRows.encode(samples);
  }

  /** By column: for the way to the server. */
  public static byte[] pack(SamplePacker packer, List<Sample> samples) {
    return smaller(PACKED, packer.pack(samples), PACKED_ZSTD);
  }

  /** By column, for a reader who knows the samples of the block before. */
  static byte[] pack(SamplePacker packer, List<Sample> samples, Previous previous) {
    return smaller(LEANING, packer.pack(samples, previous), LEANING_ZSTD);
  }

  private static byte[] smaller(byte encoding, byte[] packed, byte compressedEncoding) {
    byte[] compressed = Zstd.compress(packed);
    return compressed.length < packed.length
        ? behind(compressedEncoding, compressed)
        : behind(encoding, packed);
  }

  /**
   * What is left of consecutive samples.
   *
   * @param places of those among them, from 0, rising
   */
  public static byte[] thinned(SamplePacker packer, int[] places, List<Sample> left) {
    byte[] samples = left.size() <= SamplePacker.MAX_SAMPLES ? pack(packer, left) : encode(left);
    return new ThinnedSamples(places, samples).encode();
  }

  private static byte[] behind(byte encoding, byte[] content) {
    byte[] payload = new byte[1 + content.length];
    payload[0] = encoding;
    System.arraycopy(content, 0, payload, 1, content.length);
    return payload;
  }

  /**
   * The samples of a payload; of a thinned one, those that are left.
   *
   * @throws OrillaException INVALID_FORMAT when the payload is damaged or of a newer version
   */
  public static List<Sample> decode(byte[] payload) {
    return switch (encoding(payload)) {
      case SampleRows.ENCODING -> SampleRows.decode(payload);
      case PACKED -> SampleUnpacker.unpack(payload, 1);
      case PACKED_ZSTD -> SampleUnpacker.unpack(unzipped(payload), 0);
      case ThinnedSamples.ENCODING -> decode(ThinnedSamples.decode(payload).samples());
      case LEANING, LEANING_ZSTD ->
          throw new OrillaException(
              ErrorCode.INVALID_FORMAT, "samples that lean on a block before are read with it");
      default ->
          throw new OrillaException(
              ErrorCode.INVALID_FORMAT,
              "samples in encoding "
                  + encoding(payload)
                  + " are not read by this version; update it");
    };
  }

  /** The samples of a payload that leans on the block before. */
  static List<Sample> decode(byte[] payload, Previous previous) {
    return switch (encoding(payload)) {
      case LEANING -> SampleUnpacker.unpack(payload, 1, previous);
      case LEANING_ZSTD -> SampleUnpacker.unpack(unzipped(payload), 0, previous);
      default -> decode(payload);
    };
  }

  private static byte[] unzipped(byte[] payload) {
    return Zstd.decompress(payload, 1, Block.MAX_PAYLOAD);
  }

  /** The payload without its first {@code count} samples. */
  static byte[] after(byte[] payload, int count) {
    List<Sample> samples = decode(payload);
    return encode(samples.subList(count, samples.size()));
  }

  /** The same samples as rows. */
  static byte[] rows(byte[] payload) {
    return encoding(payload) == SampleRows.ENCODING ? payload : encode(decode(payload));
  }

  static boolean isThinned(byte[] payload) {
    return encoding(payload) == ThinnedSamples.ENCODING;
  }

  /** The places of the samples that a thinned payload holds, from 0. */
  static int[] places(byte[] payload) {
    return ThinnedSamples.decode(payload).places();
  }

  private static int encoding(byte[] payload) {
    return payload.length == 0 ? 0 : payload[0];
  }
}

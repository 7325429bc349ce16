package io.orilla.model.content;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Compression by Zstandard (RFC 8878), in frames that say how long their content is. */
public final class Zstd {
  private static final int LEVEL = 3;

  /** 0xFD2FB528, the lowest byte first. */
  private static final int MAGIC = 0x28B52FFD;

  private Zstd() {}

  public static byte[] compress(byte[] content) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setLevel(LEVEL).setContentSize(true).compress(content);
    }
  }

  /** Whether the bytes begin like a frame. */
  public static boolean isFrame(byte[] bytes) {
    return bytes.length >= 4 && ByteBuffer.wrap(bytes).getInt() == MAGIC;
  }

  /**
   * @param from where in {@code bytes} the frame begins; it ends with them
   * @throws OrillaException INVALID_FORMAT when it is damaged, or its content over {@code limit}
   */
  public static byte[] decompress(byte[] bytes, int from, int limit) {
    byte[] frame = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
    long length = com.github.luben.zstd.Zstd.getFrameContentSize(frame);
    if (length < 0 || length > limit) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "no Zstandard frame that says its length, or one over " + limit + " bytes");
    }
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      return context.decompress(frame, (int) length);
    } catch (ZstdException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the Zstandard frame is damaged: " + e.getMessage(), e);
    }
  }
}

package io.orilla.model.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of content: {@code sha256:} and 64 hexadecimal digits, as in OCI descriptors. */
public record Digest(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  @JsonCreator
  public Digest {
    if (!FORM.matcher(text).matches()) {
      throw OrillaException.invalid(
          "'" + text + "' is no digest: give 'sha256:' and 64 hexadecimal digits in lower case");
    }
  }

  public static Digest of(byte[] content) {
    return ofHash(sha256().digest(content));
  }

  public static Digest of(ByteBuffer content) {
    MessageDigest hash = sha256();
    hash.update(content.duplicate());
    return ofHash(hash.digest());
  }

  /** The digest of all that is left of a stream. */
  public static Digest of(InputStream content) throws IOException {
    MessageDigest hash = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
      hash.update(buffer, 0, length);
    }
    return ofHash(hash.digest());
  }

  public static Digest ofText(String content) {
    return of(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest whose SHA-256 value was computed elsewhere, as while streaming. */
  public static Digest ofHash(byte[] hash) {
    return new Digest("sha256:" + HexFormat.of().formatHex(hash));
  }

  /** A fresh SHA-256, for content that streams. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public String hex() {
    return text.substring("sha256:".length());
  }

  /** First and last four digits, for people. */
  public String abbreviated() {
    return hex().substring(0, 4) + "…" + hex().substring(60);
  }

  /** Refuses content that is not what was asked for; {@code what} names it to the user. */
  public void verify(Digest found, String what) {
    if (!equals(found)) {
      throw new OrillaException(
          ErrorCode.DIGEST_MISMATCH,
          what
              + " has the digest "
              + found
              + " where "
              + this
              + " was expected: it was damaged or replaced");
    }
  }

  /** As a record's own, which the agent's compiler does not see through: it is asked per window. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest && text.equals(digest.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

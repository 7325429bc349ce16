package io.orilla.server.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * An X.509 certificate (RFC 5280) before it is signed.
 *
 * @param purpose absent for an authority
 */
record CertificateDraft(
    X500Principal subject,
    Optional<KeyPurposeId> purpose,
    List<String> names,
    Instant from,
    Instant until) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Clocks of plants differ; a certificate is valid a little before it was made. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  static CertificateDraft authority(String name, Instant now, Duration life) {
    return draft(name, Optional.empty(), List.of(), now, life);
  }

  static CertificateDraft leaf(
      String name, KeyPurposeId purpose, List<String> names, Instant now, Duration life) {
    return draft(name, Optional.of(purpose), names, now, life);
  }

  private static CertificateDraft draft(
      String name, Optional<KeyPurposeId> purpose, List<String> names, Instant now, Duration life) {
    return new CertificateDraft(
        new X500Principal("CN=" + name),
        purpose,
        names,
        now.minus(CLOCK_DIFFERENCE),
        now.plus(life));
  }

  X509Certificate signedByItself(PublicKey key, PrivateKey signer) {
    return signed(key, subject, key, signer);
  }

  X509Certificate signed(PublicKey key, Credential authority) {
    X509Certificate issuer = authority.certificate();
    return signed(key, issuer.getSubjectX500Principal(), issuer.getPublicKey(), authority.key());
  }

  private X509Certificate signed(
      PublicKey key, X500Principal issuer, PublicKey issuerKey, PrivateKey signer) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(127, RANDOM).setBit(126),
              Date.from(from),
              Date.from(until),
              subject,
              key);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuerKey));
      addUsage(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw CertificateAuthority.failed("issue a certificate", e);
    }
  }

  private void addUsage(JcaX509v3CertificateBuilder builder) throws CertIOException {
    boolean authority = purpose.isEmpty();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (purpose.isPresent()) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
    }
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream().map(CertificateDraft::generalName).toArray(GeneralName[]::new)));
    }
  }

  private static GeneralName generalName(String name) {
    return new GeneralName(
        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }
}

package io.orilla.connector.opcua;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A plant's own authority, which gives servers their certificates. */
record TestAuthority(KeyPair keys, X509Certificate certificate) {
  private static final X500Principal NAME = new X500Principal("CN=Plant");

  static TestAuthority made() throws Exception {
    KeyPair keys = SelfSigned.newKeys();
    JcaX509v3CertificateBuilder builder = builder(NAME, keys, 1);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    return new TestAuthority(keys, signed(builder, keys));
  }

  X509Certificate issued(KeyPair server, String uri, String host) throws Exception {
    JcaX509v3CertificateBuilder builder = builder(new X500Principal("CN=plc"), server, 2);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.uniformResourceIdentifier, uri),
              new GeneralName(GeneralName.iPAddress, host)
            }));
    return signed(builder, keys);
  }

  byte[] tookBack(X509Certificate issued) throws Exception {
    return new X509v2CRLBuilder(new X500Name(NAME.getName()), new Date())
        .addCRLEntry(issued.getSerialNumber(), new Date(), CRLReason.keyCompromise)
        .build(signer(keys))
        .getEncoded();
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal subject, KeyPair keys, long serial) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        BigInteger.valueOf(serial),
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(1))),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws Exception {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signer)));
  }

  private static ContentSigner signer(KeyPair keys) throws Exception {
    return new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
  }
}

//! Why no answer came: what the libraries say of it, in the terms of the report.
//!
//! `reqwest` says where it failed, and its causes why; so the causes are asked, from the outermost to the innermost.

use std::error::Error;
use std::io;
use std::iter::successors;

use rustls::CertificateError;
use tongyuan_report::Reason;

/// What kept the header of an answer from coming.
pub(super) fn reason(error: &reqwest::Error) -> Reason {
    if error.is_builder() {
        return Reason::AddressMalformed;
    }
    if error.is_timeout() {
        return if error.is_connect() {
            Reason::ConnectTimeout
        } else {
            Reason::ReadTimeout
        };
    }
    successors(error.source(), |&cause| cause.source())
        .find_map(of_cause)
        .unwrap_or(Reason::ConnectionFailed)
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<Reason> {
    if let Some(tls) = cause.downcast_ref() {
        return Some(of_tls(tls));
    }
    if let Some(http) = cause.downcast_ref::<hyper::Error>() {
        return of_http(http);
    }
    let io = cause.downcast_ref::<io::Error>()?;
    // What an error of this kind was made of is not among its causes.
    let within = io.get_ref().and_then(|within| of_cause(within));
    within.or_else(|| of_io(io.kind()))
}

fn of_http(error: &hyper::Error) -> Option<Reason> {
    if error.is_parse_too_large() {
        Some(Reason::HeaderTooLarge)
    } else if error.is_parse() {
        Some(Reason::NotHttp)
    } else if error.is_incomplete_message() {
        Some(Reason::ConnectionReset)
    } else {
        None
    }
}

fn of_io(kind: io::ErrorKind) -> Option<Reason> {
    match kind {
        io::ErrorKind::ConnectionRefused => Some(Reason::ConnectionRefused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some(Reason::ConnectionReset),
        _ => None,
    }
}

fn of_tls(error: &rustls::Error) -> Reason {
    let rustls::Error::InvalidCertificate(error) = error else {
        return Reason::TlsHandshake;
    };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Reason::TlsExpired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Reason::TlsNotYetValid
        }
        CertificateError::UnknownIssuer => Reason::TlsUnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Reason::TlsWrongName
        }
        _ => Reason::TlsCertificate,
    }
}

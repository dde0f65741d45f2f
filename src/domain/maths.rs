//! Functions of real numbers that give the same bits on every machine.
//!
//! Those of the standard library ask the system's own library, and each system rounds the last bit in its way. Whatever
//! decides where a thing stands or which colour it has is computed here; the lints refuse the other ones.

/// Sine and cosine of an angle in radians.
pub fn sin_cos(angle: f32) -> (f32, f32) {
    libm::sincosf(angle)
}

/// Sine of an angle in radians.
pub fn sin(angle: f32) -> f32 {
    libm::sinf(angle)
}

/// Cosine of an angle in radians.
pub fn cos(angle: f32) -> f32 {
    libm::cosf(angle)
}

/// Tangent of an angle in radians.
pub fn tan(angle: f32) -> f32 {
    libm::tanf(angle)
}

/// The angle of a point (x, y) seen from the origin, in radians, -π to π.
pub fn angle_of(y: f32, x: f32) -> f32 {
    libm::atan2f(y, x)
}

/// The distance of a point (x, y) from the origin.
pub fn hypot(x: f32, y: f32) -> f32 {
    libm::hypotf(x, y)
}

/// A number raised to any power; to a whole one see [`powi`].
pub fn pow(base: f32, exponent: f32) -> f32 {
    libm::powf(base, exponent)
}

/// A number multiplied by itself so many times: the standard library leaves the order, and so the last bit, open.
pub fn powi(base: f32, times: u8) -> f32 {
    (0..times).fold(1.0, |product, _| product * base)
}

/// e raised to a power.
pub fn exp(exponent: f32) -> f32 {
    libm::expf(exponent)
}

/// The natural logarithm.
pub fn ln(of: f32) -> f32 {
    libm::logf(of)
}

/// The cube root.
pub fn cbrt(of: f32) -> f32 {
    libm::cbrtf(of)
}

/// Light of an sRGB value, both 0 to 1 (IEC 61966-2-1).
pub fn light(value: f32) -> f32 {
    if value <= 0.040_45 { value / 12.92 } else { pow((value + 0.055) / 1.055, 2.4) }
}

/// The sRGB value of a light, both 0 to 1 (IEC 61966-2-1).
pub fn unlight(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * pow(light, 1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_they_are_called() {
        let near = |a: f32, b: f32| assert!((a - b).abs() < 1e-6, "{a} {b}");
        let third = std::f32::consts::FRAC_PI_3;
        near(sin(third), 0.866_025_4);
        near(cos(third), 0.5);
        near(tan(third), 1.732_050_8);
        assert_eq!(sin_cos(third), (sin(third), cos(third)));
        near(angle_of(3.0_f32.sqrt(), 1.0), third);
        near(hypot(3.0, 4.0), 5.0);
        near(pow(2.0, 0.5), 2.0_f32.sqrt());
        near(exp(1.0), std::f32::consts::E);
        assert_eq!((powi(1.5, 3), powi(7.0, 0)), (3.375, 1.0));
        near(ln(std::f32::consts::E), 1.0);
        near(cbrt(27.0), 3.0);
        near(unlight(light(0.3)), 0.3);
        near(light(0.5), 0.214_041_14);
    }
}

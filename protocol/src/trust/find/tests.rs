//! What a person may expect who half remembers a name.

use super::*;

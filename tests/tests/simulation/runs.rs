//! Many runs.

use std::time::Instant;

use stn_tests::simulation::{Faults, Seed, Setting, Shape, Simulation};

#[test]
fn probe() {
    let began = Instant::now();
    let setting = Setting::make(Shape::tree(4), Seed(1));
    println!("setting {:?}", began.elapsed());
    for number in 0..20 {
        let plan = Seed(number);
        let began = Instant::now();
        let calm = Simulation::new(&setting, plan, Seed(1000 + number), Faults::none()).run();
        let calm_took = began.elapsed();
        let began = Instant::now();
        let run = Simulation::new(&setting, plan, Seed(number), Faults::drawn(Seed(number))).run();
        println!(
            "{number}: calm {} steps {calm_took:?} {:?} intro {}; run {} steps {:?} {:?} intro {}",
            calm.steps, calm.broken, calm.sight.introductions(),
            run.steps, began.elapsed(), run.broken, run.sight.introductions()
        );
        for line in calm.sight.difference(&run.sight) {
            println!("    {line}");
        }
    }
}

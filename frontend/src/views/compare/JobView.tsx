import { useSession } from "../../state/session";
import classes from "./compare.module.css";
import { Findings } from "./Findings";
import { JobBar } from "./JobBar";
import { Notices } from "./Notices";
import { PanelGrid } from "./PanelGrid";
import { usePanelContext } from "./panel-context";
import { RemedyTrial } from "./RemedyTrial";
import { Scrubber } from "./Scrubber";
import { ViewControls } from "./ViewControls";

/** Everything about the job on the page: how it stands, the one step for all panels, what was found, the panels. */
export function JobView() {
  const job = useSession((session) => session.job);
  const context = usePanelContext();
  if (job === null || context === null) return null;
  return (
    <>
      <JobBar job={job} runs={context.runs} />
      <div className={classes.top}>
        <Scrubber context={context} />
        <ViewControls context={context} />
      </div>
      <Notices />
      <RemedyTrial job={job} context={context} />
      <Findings context={context} />
      <PanelGrid context={context} />
    </>
  );
}

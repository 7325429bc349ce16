import { address } from '../address';
import type { Overview } from '../api/schema';
import { text } from '../text/catalogue';
import { LakeBox } from './LakeBox';
import { Lines } from './Lines';
import { Orchestration } from './Orchestration';
import { PlantBox } from './PlantBox';
import { SeesBox } from './SeesBox';
import { StageBox } from './StageBox';
import { stageAddress, type StageName } from './stages';
import styles from './home.module.css';

/** Plant left, data along the top, training down the right, deployment back along the bottom. */
export function Picture({ overview }: { overview: Overview }) {
  const { stages, dataEngineering, dataScience, tables } = overview;
  const prepared = tables.find(({ name }) => name.startsWith('prepared.'))?.name;
  const stage = (name: StageName) => (
    <StageBox
      name={name}
      stage={stages[name]}
      href={stageAddress(name, overview)}
      alarm={name === 'prediction' && overview.alarms.length > 0}
    />
  );
  return (
    <div className={styles.picture}>
      <h2 data-area="plant">{text.home.plant}</h2>
      <PlantBox {...overview} />
      <div className={styles.engineering}>
        <Orchestration
          title={text.home.dataEngineering}
          document={dataEngineering.workflow}
          task={dataEngineering.task}
          href={prepared ? address.table(prepared) : address.tables}
        />
      </div>
      <h2 data-area="data">{text.home.data}</h2>
      <div className={styles.data}>
        {stage('ingestion')}
        {stage('clean')}
        {stage('validate')}
        {stage('transform')}
      </div>
      <div className={styles.science}>
        <Orchestration
          title={text.home.dataScience}
          document={dataScience.study}
          task={dataScience.task}
          href={address.runs(dataScience.study)}
        />
      </div>
      <div className={styles.label}>{stage('label')}</div>
      <div className={styles.training} data-station="training">
        <h2>{text.home.training}</h2>
        {stage('experiment')}
        {stage('tune')}
        {stage('models')}
      </div>
      <h2 data-area="deployment">{text.home.deployment}</h2>
      <div className={styles.deploy}>{stage('deploy')}</div>
      <div className={styles.serving}>
        {stage('prediction')}
        {stage('log')}
      </div>
      <h2 data-area="lake">{text.home.lake}</h2>
      <LakeBox tables={tables} />
      <h2 data-area="sees">{text.home.sees}</h2>
      <SeesBox assets={overview.assets} />
      <Lines />
    </div>
  );
}
